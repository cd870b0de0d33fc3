import { encodeItem } from '../../storage/item-codec.ts';
import { type CallDefinition, type Caller, isOwner, type ModuleHost, type Secret } from '../module-host.ts';
import { isItem } from '../wix-data/authorize.ts';

/** Creates the module `wix-secrets-backend`: https://dev.wix.com/docs/velo/apis/wix-secrets-backend/introduction. It asks for no permissions. */
export function createWixSecretsBackend(host: ModuleHost): Record<string, unknown> {
  const define: Define = (member, execute) => host.wixFunction(member, { kind: 'secret', describe, execute });
  return {
    getSecret: define('getSecret', ([name]) => requireSecret(host, name).value),
    listSecretInfo: define('listSecretInfo', () =>
      host.realm.array(
        host.services.secrets.list().map(({ _id, name, description = '', createdAt = 0, updatedAt = createdAt }) => {
          const dates = { createdDate: new Date(createdAt), updatedDate: new Date(updatedAt) };
          return host.realm.decodeItem(encodeItem({ id: _id, name, description, ...dates }));
        }),
      ),
    ),
    ...changes(host, define),
  };
}

/** Creates the module `wix-secrets-backend.v2`: https://dev.wix.com/docs/velo/apis/wix-secrets-backend-v2/secrets/introduction */
export function createWixSecretsBackendV2(host: ModuleHost): Record<string, unknown> {
  const { realm, services } = host;

  /** "This function requires elevated permissions and runs only on the backend and on dashboard pages." */
  function requireOwner(caller: Caller): void {
    if (!isOwner(caller)) throw realm.error('Secrets need elevation.', { code: 'FORBIDDEN' });
  }

  const define: Define = (member, execute) =>
    host.wixFunction(`secrets.${member}`, {
      kind: 'secret',
      describe,
      execute(args, caller) {
        requireOwner(caller);
        return execute(args, caller);
      },
    });

  const secrets = host.strictObject(
    {
      getSecretValue: define('getSecretValue', ([name]) => realm.object({ value: requireSecret(host, name).value })),
      listSecretInfo: define('listSecretInfo', () => {
        const infos = services.secrets
          .list()
          .map(({ _id, name, description, createdAt = 0, updatedAt = createdAt }) => {
            const dates = { _createdDate: new Date(createdAt), _updatedDate: new Date(updatedAt) };
            return realm.decodeItem(
              encodeItem({ _id, name, ...(description !== undefined && { description }), ...dates }),
            );
          });
        return realm.object({ secrets: realm.array(infos) });
      }),
      ...changes(host, define),
    },
    'secrets',
  );
  return { secrets };
}

type Define = (member: string, execute: CallDefinition['execute']) => unknown;

/** The functions that change secrets, which both modules have. */
function changes({ realm, services }: ModuleHost, define: Define): Record<string, unknown> {
  function findById(id: unknown): Secret {
    const secret = services.secrets.list().find(({ _id }) => _id === id);
    if (secret === undefined) throw realm.error(`There is no secret ${String(id)}.`, { code: 'NOT_FOUND' });
    return secret;
  }

  function save(given: unknown, known: Partial<Secret>): void {
    const { name, value, description } = { ...known, ...(isItem(given) ? given : {}) };
    if (typeof name !== 'string' || name === '' || typeof value !== 'string') {
      throw realm.error('A secret has a name and a value.', { code: 'INVALID_ARGUMENT' });
    }
    // "You can't create or rename a secret with a name that's already in use."
    if (name !== known.name && services.secrets.get(name) !== undefined) {
      throw realm.error(`There is a secret named ${name} already.`, { code: 'ALREADY_EXISTS' });
    }
    const now = services.clock.now();
    if (known.name !== undefined) services.secrets.remove(known.name);
    services.secrets.put(name, {
      _id: known._id ?? services.ids.id(),
      name,
      value,
      ...(typeof description === 'string' && { description }),
      createdAt: known.createdAt ?? now,
      updatedAt: now,
    });
  }

  return {
    createSecret: define('createSecret', ([given]) => {
      const _id = services.ids.id();
      save(given, { _id });
      return _id;
    }),
    updateSecret: define('updateSecret', ([id, given]) => {
      save(given, findById(id));
      return undefined;
    }),
    deleteSecret: define('deleteSecret', ([id]) => {
      services.secrets.remove(findById(id).name);
      return undefined;
    }),
  };
}

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
