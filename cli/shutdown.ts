// How a command that runs for long is told to end: by a signal, or by the death of the process that started it.
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const SAME_SIGNAL_MS = 500;

export interface Shutdown {
  /** Aborted by the first signal: end in good order. */
  readonly signal: AbortSignal;
  /** Resolves when the first signal came. */
  readonly requested: Promise<void>;
}

/**
 * Listens for the wish to end, from now on. A second signal means “at once”.
 * @param onForce what to do at once; then the process exits with 130
 */
export function listenForShutdown(onForce: () => void = () => undefined): Shutdown {
  const controller = new AbortController();
  let first = 0;
  const request = (): void => {
    if (!controller.signal.aborted) {
      first = performance.now();
      controller.abort();
      return;
    }
    if (performance.now() - first < SAME_SIGNAL_MS) return;
    onForce();
    process.exit(130);
  };
  for (const signal of SIGNALS) process.on(signal, request);
  // cli/asof.mjs holds the other end of this channel for as long as it lives.
  process.once('disconnect', () => controller.abort());
  process.channel?.unref();
  const requested = new Promise<void>((resolve) => {
    controller.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  return { signal: controller.signal, requested };
}
