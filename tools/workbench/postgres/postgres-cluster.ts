import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Private PostgreSQL server on a Unix socket in its own folder. */
export interface PostgresCluster {
  readonly connectionString: string;
  /** Returns the id of the server's main process, the parent of all others. */
  readonly pid: () => number;
  /** Stops the server as a crash would; `resume` starts it again. */
  halt(): void;
  resume(): void;
  stop(): void;
}

const DEBIAN_FOLDER = '/usr/lib/postgresql';

/** Options for starting a server. */
export interface PostgresOptions {
  /** `true` if committed data must survive a loss of power, which costs time; default `false`. */
  readonly isDurable?: boolean;
}

/** Starts an empty server; throws if PostgreSQL is not installed. */
export function startPostgres({ isDurable = false }: PostgresOptions = {}): PostgresCluster {
  const bin = findBinaries();
  const folder = mkdtempSync(join(tmpdir(), 'order-events-pg-'));
  const user = unprivilegedUser();
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  // An error of either program includes its messages.
  const run = (program: string, args: readonly string[]) =>
    execFileSync(join(bin, program), args, { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });

  run('initdb', ['-D', data, '-U', 'tester', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']);
  const options = `-c listen_addresses='' -k ${folder} -c fsync=${isDurable ? 'on' : 'off'}`;
  const resume = () => run('pg_ctl', ['-D', data, '-w', '-l', join(folder, 'log'), '-o', options, 'start']);
  const halt = () => run('pg_ctl', ['-D', data, '-w', '-m', 'immediate', 'stop']);
  function stop(): void {
    process.removeListener('exit', stop);
    // A test may have halted the server already.
    if (existsSync(join(data, 'postmaster.pid'))) halt();
    rmSync(folder, { recursive: true, force: true });
  }
  resume();
  process.once('exit', stop);
  return {
    connectionString: `postgresql://tester@localhost/postgres?host=${encodeURIComponent(folder)}`,
    pid: () => Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]),
    halt,
    resume,
    stop,
  };
}

function findBinaries(): string {
  const versions = existsSync(DEBIAN_FOLDER) ? readdirSync(DEBIAN_FOLDER).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(DEBIAN_FOLDER, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(':'),
  ];
  const found = folders.find((folder) =>
    ['initdb', 'pg_ctl', 'postgres'].every((name) => existsSync(join(folder, name))),
  );
  if (found === undefined) throw new Error('This needs a PostgreSQL server: install the package "postgresql"');
  return found;
}

/** Returns an unprivileged user when root runs this, because PostgreSQL refuses to run as root. */
function unprivilegedUser(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const name = ['postgres', 'nobody'].find((user) => {
    try {
      execFileSync('id', [user], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
  if (name === undefined)
    throw new Error('PostgreSQL does not run as root, and there is no user "postgres" or "nobody"');
  const idOf = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}
