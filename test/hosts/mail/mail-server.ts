import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Behaviour at a step instead of the usual reply: another reply, a closed connection, or silence. */
export type Twist = `${number} ${string}` | 'hangs up' | 'is silent';

/** The steps of a session. `end` is the reply to a complete message. */
export type Step = 'greeting' | 'EHLO' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | 'end';

/** A mail server on this computer, with the commands and messages that it received. */
export interface MailServer {
  readonly port: number;
  /** The commands of all sessions, in order. */
  readonly commands: readonly string[];
  /** The messages that were received completely. */
  readonly messages: readonly string[];
}

const servers: { readonly server: Server; readonly sockets: Set<Socket> }[] = [];

const polite: Readonly<Record<Step, string>> = {
  greeting: '220 mail.example.com',
  EHLO: '250-mail.example.com\r\n250 AUTH PLAIN',
  AUTH: '235 ok',
  MAIL: '250 ok',
  RCPT: '250 ok',
  DATA: '354 go on',
  end: '250 taken',
};

/** Starts a mail server that behaves as configured at some steps, and as usual at the others. */
export async function openMailServer(twists: Partial<Record<Step, Twist>> = {}): Promise<MailServer> {
  const [commands, messages, sockets]: [string[], string[], Set<Socket>] = [[], [], new Set()];
  const server = createServer((socket) => {
    sockets.add(socket);
    let [waiting, isMessage] = ['', false];

    function reach(step: Step): void {
      const twist = twists[step] ?? polite[step];
      if (twist === 'hangs up') socket.destroy();
      else if (twist !== 'is silent') socket.write(`${twist}\r\n`);
      isMessage = step === 'DATA' && twist.startsWith('3');
    }

    function take(): boolean {
      const end = isMessage ? '\r\n.\r\n' : '\r\n';
      const at = waiting.indexOf(end);
      if (at === -1) return false;
      const text = waiting.slice(0, at);
      waiting = waiting.slice(at + end.length);
      if (isMessage) {
        messages.push(text);
        reach('end');
        return true;
      }
      commands.push(text);
      const step = (['EHLO', 'AUTH', 'MAIL', 'RCPT', 'DATA'] as const).find((name) => text.startsWith(name));
      if (step !== undefined) reach(step);
      else socket.end('221 bye\r\n');
      return true;
    }

    socket.setEncoding('utf8').on('error', () => undefined);
    socket.on('data', (chunk: string) => {
      waiting += chunk;
      while (take());
    });
    reach('greeting');
  });
  servers.push({ server, sockets });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, commands, messages };
}

/** Stops every mail server; for `afterEach`. */
export function closeMailServers(): void {
  for (const { server, sockets } of servers.splice(0)) {
    server.close();
    for (const socket of sockets) socket.destroy();
  }
}
