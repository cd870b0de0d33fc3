/** Why the emulator refused what its user asked for. */
export type EmulatorErrorCode =
  | 'SITE_NOT_FOUND'
  | 'STATE_IN_USE'
  | 'MODULE_NOT_FOUND'
  | 'EXPORT_NOT_FOUND'
  | 'JOB_NOT_FOUND'
  | 'INVALID_JOBS_CONFIG'
  | 'NOT_PUBLISHED'
  | 'CONTAINER_GONE'
  | 'CLOSED';

/** Thrown to the user of the emulator for a request that cannot be carried out; site code never sees it. */
export class EmulatorError extends Error {
  readonly code: EmulatorErrorCode;

  constructor(code: EmulatorErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EmulatorError';
    this.code = code;
  }
}
