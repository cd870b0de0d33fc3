import { cpus, release, totalmem, type } from 'node:os';

const GIB = 1024 ** 3;

/** Describes this machine in one line, because figures of different machines are not comparable. */
export function describeMachine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memory = `${(totalmem() / GIB).toFixed(1)} GiB of memory`;
  return `${model}, ${String(cpus().length)} cores, ${memory}, Node.js ${process.versions.node}, ${type()} ${release()}`;
}
