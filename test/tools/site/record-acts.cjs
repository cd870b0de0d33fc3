// Preloaded into a process: appends each program that it starts and each address that it connects to, one per line, to a file.
const { appendFileSync } = require('node:fs');
const childProcess = require('node:child_process');
const net = require('node:net');
const path = require('node:path');

function record(act) {
  appendFileSync(process.env.ORDER_EVENTS_ACTS, `${act}\n`);
}

for (const name of ['spawn', 'spawnSync', 'execFile', 'execFileSync', 'exec', 'execSync', 'fork']) {
  const original = childProcess[name];
  childProcess[name] = function recorded(program, ...rest) {
    record(`${name} ${path.basename(String(program))}`);
    return original.call(this, program, ...rest);
  };
}

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function recorded(...args) {
  const [first] = Array.isArray(args[0]) ? args[0] : args;
  const { path: pipe, host = 'localhost', port } = first;
  record(pipe ? `pipe ${pipe}` : `connect ${host}:${port}`);
  return connect.apply(this, args);
};
