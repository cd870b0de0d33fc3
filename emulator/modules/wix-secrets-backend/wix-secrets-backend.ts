import { type Caller, isOwner, type ModuleHost, type Secret } from '../module-host.ts';
import { isItem } from '../wix-data/authorize.ts';

function requireSecret(host: ModuleHost, name: unknown): Secret {
  const secret = typeof name === 'string' ? host.services.secrets.get(name) : undefined;
  // The form of this error is not documented.
  if (secret === undefined) throw host.realm.error(`There is no secret named ${String(name)}.`, { code: 'NOT_FOUND' });
  return secret;
}

function describe([subject]: unknown[]) {
  const name = isItem(subject) ? subject['name'] : subject;
  return typeof name === 'string' ? { id: name } : {};
}

/** Creates the module `wix-secrets-backend`: https://dev.wix.com/docs/velo/apis/wix-secrets-backend/get-secret */
export function createWixSecretsBackend(host: ModuleHost): Record<string, unknown> {
  return {
    getSecret: host.wixFunction('getSecret', {
      kind: 'secret',
      describe,
      execute: ([name]) => requireSecret(host, name).value,
    }),
  };
}

/** Creates the module `wix-secrets-backend.v2`: https://dev.wix.com/docs/velo/apis/wix-secrets-backend-v2/secrets/introduction */
export function createWixSecretsBackendV2(host: ModuleHost): Record<string, unknown> {
  const { realm, services } = host;

  /** "This function requires elevated permissions and runs only on the backend and on dashboard pages." */
  function requireOwner(caller: Caller): void {
    if (!isOwner(caller)) throw realm.error('Secrets need elevation.', { code: 'FORBIDDEN' });
  }

  function findById(id: unknown): Secret {
    const secret = services.secrets.list().find(({ _id }) => _id === id);
    if (secret === undefined) throw realm.error(`There is no secret ${String(id)}.`, { code: 'NOT_FOUND' });
    return secret;
  }

  const secrets = host.strictObject(
    {
      getSecretValue: host.wixFunction('secrets.getSecretValue', {
        kind: 'secret',
        describe,
        execute([name], caller) {
          requireOwner(caller);
          return realm.object({ value: requireSecret(host, name).value });
        },
      }),
      createSecret: host.wixFunction('secrets.createSecret', {
        kind: 'secret',
        describe,
        execute([given], caller) {
          requireOwner(caller);
          const { name, value } = isItem(given) ? given : {};
          if (typeof name !== 'string' || name === '' || typeof value !== 'string') {
            throw realm.error('A secret has a name and a value.', { code: 'INVALID_ARGUMENT' });
          }
          if (services.secrets.get(name) !== undefined) {
            throw realm.error(`There is a secret named ${name} already.`, { code: 'ALREADY_EXISTS' });
          }
          const id = services.ids.id();
          services.secrets.put(name, { _id: id, name, value });
          return id;
        },
      }),
      listSecretInfo: host.wixFunction('secrets.listSecretInfo', {
        kind: 'secret',
        execute(_args, caller) {
          requireOwner(caller);
          return realm.array(services.secrets.list().map(({ _id, name }) => realm.object({ _id, name })));
        },
      }),
      updateSecret: host.wixFunction('secrets.updateSecret', {
        kind: 'secret',
        describe,
        execute([id, given], caller) {
          requireOwner(caller);
          const secret = findById(id);
          const { name = secret.name, value = secret.value } = isItem(given) ? given : {};
          if (typeof name !== 'string' || name === '' || typeof value !== 'string') {
            throw realm.error('A secret has a name and a value.', { code: 'INVALID_ARGUMENT' });
          }
          services.secrets.remove(secret.name);
          services.secrets.put(name, { _id: secret._id, name, value });
          return undefined;
        },
      }),
      deleteSecret: host.wixFunction('secrets.deleteSecret', {
        kind: 'secret',
        describe,
        execute([id], caller) {
          requireOwner(caller);
          services.secrets.remove(findById(id).name);
          return undefined;
        },
      }),
    },
    'secrets',
  );
  return { secrets };
}
