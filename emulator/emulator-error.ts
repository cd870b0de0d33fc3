/** Reasons for which the emulator refuses a request. */
export type EmulatorErrorCode =
  | 'SITE_NOT_FOUND'
  | 'SITE_NOT_READABLE'
  | 'STATE_IN_USE'
  | 'STATE_NOT_READABLE'
  | 'STATE_NOT_USABLE'
  | 'MODULE_NOT_FOUND'
  | 'EXPORT_NOT_FOUND'
  | 'JOB_NOT_FOUND'
  | 'INVALID_JOBS_CONFIG'
  | 'NOT_PUBLISHED'
  | 'CONTAINER_GONE'
  | 'CRASHED'
  | 'FILE_NOT_USABLE'
  | 'CLOSED';

/** Error about a request that cannot be carried out, thrown to the emulator's user and never to site code. */
export class EmulatorError extends Error {
  readonly code: EmulatorErrorCode;

  constructor(code: EmulatorErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EmulatorError';
    this.code = code;
  }
}
