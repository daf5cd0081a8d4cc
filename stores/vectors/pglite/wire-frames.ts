// PostgreSQL's wire protocol, as far as one who passes messages on has to read it: where each begins and ends.

const SSL_REQUEST = 80_877_103;
const GSS_REQUEST = 80_877_104;
const CANCEL_REQUEST = 80_877_102;

/** A whole message as a client sent it. Those before and at start-up have no type letter of their own. */
export interface Frame {
  readonly kind: 'encryption' | 'cancel' | 'startup' | 'message';
  /** The type letter of a message; empty for the others. */
  readonly letter: string;
  readonly bytes: Buffer;
}

/** Cuts what arrives from one client into messages. */
export class FrameReader {
  readonly #bytesMax: number;
  #chunks: Buffer[] = [];
  #length = 0;
  #wanted = 0;
  #started = false;

  /** @param bytesMax the largest message that is accepted */
  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  /**
   * The messages that are whole now.
   * @throws RangeError when a message is larger than the limit, or is none
   */
  push(chunk: Buffer): Frame[] {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    // Large parameters come in many chunks: they are joined once, when all are there.
    if (this.#length < this.#wanted) return [];
    const frames: Frame[] = [];
    let rest = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks);
    for (;;) {
      this.#wanted = this.#lengthOf(rest);
      if (rest.length < this.#wanted) break;
      frames.push(this.#frame(rest.subarray(0, this.#wanted)));
      rest = rest.subarray(this.#wanted);
    }
    this.#chunks = [rest];
    this.#length = rest.length;
    return frames;
  }

  /** How long the message at the front is; more than is there, as long as that is not known. */
  #lengthOf(bytes: Buffer): number {
    const header = this.#started ? 1 : 0;
    if (bytes.length < header + 4) return header + 4;
    const length = header + bytes.readInt32BE(header);
    if (length < header + 4 || length > this.#bytesMax) throw new RangeError(`a message of ${length} bytes`);
    return length;
  }

  #frame(bytes: Buffer): Frame {
    if (this.#started) return { kind: 'message', letter: String.fromCharCode(bytes[0] ?? 0), bytes };
    const code = bytes.length >= 8 ? bytes.readInt32BE(4) : 0;
    if (code === SSL_REQUEST || code === GSS_REQUEST) return { kind: 'encryption', letter: '', bytes };
    if (code === CANCEL_REQUEST) return { kind: 'cancel', letter: '', bytes };
    this.#started = true;
    return { kind: 'startup', letter: '', bytes };
  }
}

/**
 * The state that the last ReadyForQuery among a server's messages tells: `I` idle, `T` in a transaction, `E` in a
 * failed one; undefined when there is none, and the exchange goes on.
 */
export function readyState(answer: Buffer): string | undefined {
  let state: string | undefined;
  for (let at = 0; at + 5 <= answer.length; at += 1 + answer.readInt32BE(at + 1)) {
    if (answer[at] === 0x5a) state = String.fromCharCode(answer[at + 5] ?? 0);
  }
  return state;
}

/** The text of an error that is sent as PostgreSQL sends it. */
export function errorFrame(severity: 'ERROR' | 'FATAL', code: string, message: string): Buffer {
  const body = Buffer.from(`S${severity}\0V${severity}\0C${code}\0M${message}\0\0`);
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/**
 * Marks the names of prepared statements as one client's, because all clients share one backend: in Parse, Bind,
 * Describe and Close. The unnamed statement lives for one exchange only and needs no mark.
 */
export function markStatement(frame: Frame, mark: string): Buffer {
  const nameAt = statementNameAt(frame);
  if (nameAt === undefined || frame.bytes[nameAt] === 0) return frame.bytes;
  const marked = Buffer.concat([frame.bytes.subarray(0, nameAt), Buffer.from(mark), frame.bytes.subarray(nameAt)]);
  marked.writeInt32BE(marked.length - 1, 1);
  return marked;
}

function statementNameAt({ letter, bytes }: Frame): number | undefined {
  if (letter === 'P') return 5;
  // Bind names a portal first.
  if (letter === 'B') return bytes.indexOf(0, 5) + 1;
  const aboutStatement = String.fromCharCode(bytes[5] ?? 0) === 'S';
  return (letter === 'D' || letter === 'C') && aboutStatement ? 6 : undefined;
}
