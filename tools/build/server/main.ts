import { buildServer } from './build-server.ts';

const [folder = 'dist/server'] = process.argv.slice(2);

await buildServer(folder);
console.log(`${folder}/server.js  (run \`npm install\` there, then \`node server.js\`)`);
