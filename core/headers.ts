// Names of the HTTP headers by which a request says whose it is and at which moment it reads.
export const HEADERS = {
  validTime: 'asof-valid-time',
  systemTime: 'asof-system-time',
  /** At least this system time: a mutation's payload names it, for reading one's own write. */
  minSystemTime: 'asof-min-system-time',
  tenant: 'asof-tenant',
} as const;

/** Headers in lower case; a repeated one is joined as HTTP joins it. */
export type RequestHeaders = Readonly<Record<string, string | undefined>>;
