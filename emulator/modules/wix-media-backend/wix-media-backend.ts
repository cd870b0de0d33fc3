import { createHash } from 'node:crypto';

import { encodeItem } from '../../storage/item-codec.ts';
import { isItem } from '../wix-data/authorize.ts';
import type { CallDefinition, MediaFile, MediaFolder, ModuleHost } from '../module-host.ts';

/** The folder of what is uploaded to `/`. */
const ROOT_FOLDER = 'media-root';
/** The number of files that Wix lists without a limit is not documented. */
const MAX_LISTED = 50;
const mediaTypes: readonly unknown[] = ['audio', 'document', 'image', 'shape', 'video'];

/**
 * Creates a stand-in for the module `wix-media-backend`: files are known by their facts, their content is not kept, and their addresses lead
 * nowhere. https://dev.wix.com/docs/velo/velo-only-apis/wix-media-backend/introduction
 */
export function createWixMediaBackend(host: ModuleHost): Record<string, unknown> {
  const { realm, services } = host;
  const { media, mediaFolders } = services;
  const { folderAt, list, requireFolder, toRealm } = createMediaFolders(host);

  function requireFile(fileUrl: unknown): MediaFile {
    const file = typeof fileUrl === 'string' ? media.get(fileUrl) : undefined;
    if (file === undefined) throw realm.error(`There is no file ${String(fileUrl)}.`, { code: 'NOT_FOUND' });
    return file;
  }

  function add(
    path: unknown,
    content: Buffer,
    name: string,
    options: unknown,
    sourceURL: string,
  ): Record<string, unknown> {
    const { mediaOptions = {}, metadataOptions = {} } = isItem(options) ? options : {};
    const { mimeType, mediaType } = isItem(mediaOptions) ? mediaOptions : {};
    const { isPrivate } = isItem(metadataOptions) ? metadataOptions : {};
    if (mediaType !== undefined && !mediaTypes.includes(mediaType)) {
      throw realm.error(`The media type is none of ${mediaTypes.join(', ')}.`);
    }
    const type = typeof mediaType === 'string' ? mediaType : 'document';
    const fileName = `${services.ids.id()}${/\.\w+$/.exec(name)?.[0] ?? ''}`;
    const fileUrl = `wix:${type}://v1/${fileName}/${encodeURIComponent(name)}`;
    const file: MediaFile = {
      fileName,
      fileUrl,
      hash: createHash('md5').update(content).digest('hex'),
      sizeInBytes: content.length,
      mimeType: typeof mimeType === 'string' ? mimeType : 'application/octet-stream',
      mediaType: type,
      isPrivate: isPrivate === true,
      parentFolderId: folderAt(path),
      originalFileName: name,
      opStatus: 'READY',
      sourceURL,
      labels: [],
      createdAt: services.clock.now(),
    };
    media.put(fileUrl, file);
    return toRealm(file);
  }

  function define(member: string, execute: CallDefinition['execute']) {
    return host.wixFunction(`mediaManager.${member}`, { kind: 'other', describe, execute });
  }

  const mediaManager = host.strictObject(
    {
      upload: define('upload', ([path, content, name, options]) => {
        if (!(content instanceof Uint8Array)) throw realm.error('The content of a file must be a Buffer.');
        return add(path, Buffer.from(content), String(name), options, '');
      }),
      importFile: define('importFile', ([path, url, options]) =>
        add(path, Buffer.alloc(0), String(url).split(/[?#]/)[0]?.split('/').at(-1) ?? '', options, String(url)),
      ),
      getFileInfo: define('getFileInfo', ([fileUrl]) => toRealm(requireFile(fileUrl))),
      getDownloadUrl: define('getDownloadUrl', ([fileUrl]) => downloadUrlOf(requireFile(fileUrl))),
      getFileUrl: define('getFileUrl', ([fileUrl]) => downloadUrlOf(requireFile(fileUrl))),
      listFiles: define('listFiles', (args) => list(media.list(), ({ originalFileName }) => originalFileName, args)),
      listFolders: define('listFolders', (args) => list(mediaFolders.list(), ({ folderName }) => folderName, args)),
      getFolderInfo: define('getFolderInfo', ([folderId]) => toRealm(requireFolder(folderId))),
      moveFilesToTrash: define('moveFilesToTrash', ([urls]) => {
        for (const url of Array.isArray(urls) ? urls : []) media.remove(requireFile(url).fileUrl);
        return undefined;
      }),
    },
    'mediaManager',
  );
  return { mediaManager };
}

/** What is common to files and folders: both are in a folder, and are listed alike. */
function createMediaFolders({ realm, services }: ModuleHost) {
  const { mediaFolders } = services;

  function requireFolder(folderId: unknown): MediaFolder {
    const folder = typeof folderId === 'string' ? mediaFolders.get(folderId) : undefined;
    if (folder === undefined) throw realm.error(`There is no folder ${String(folderId)}.`, { code: 'NOT_FOUND' });
    return folder;
  }

  /** Returns the id of a folder by its path, such as `/photos/2024`; folders that are not there yet are created. */
  function folderAt(path: unknown): string {
    const names = String(path)
      .split('/')
      .filter((name) => name !== '');
    return names.reduce((parentFolderId, folderName) => {
      const known = mediaFolders
        .list()
        .find((one) => one.parentFolderId === parentFolderId && one.folderName === folderName);
      if (known !== undefined) return known.folderId;
      const folderId = services.ids.id();
      mediaFolders.put(folderId, { folderId, folderName, parentFolderId, createdAt: services.clock.now() });
      return folderId;
    }, ROOT_FOLDER);
  }

  /** Lists what is directly in a folder, which is the root unless the filters name another. */
  function list<T extends MediaFile | MediaFolder>(
    all: readonly T[],
    nameOf: (one: T) => string,
    [filters, sorting, paging]: unknown[],
  ): unknown {
    const wanted = Object.entries({ parentFolderId: ROOT_FOLDER, ...(isItem(filters) ? filters : {}) });
    const found = all.filter((one) =>
      wanted.every(([name, value]: [string, unknown]) => value === undefined || Reflect.get(one, name) === value),
    );
    const { order = 'asc', field = '_updatedDate' } = isItem(sorting) ? sorting : {};
    const sign = order === 'desc' ? -1 : 1;
    found.sort((one, other) =>
      field === 'originalFileName'
        ? sign * (nameOf(one) < nameOf(other) ? -1 : 1)
        : sign * (one.createdAt - other.createdAt),
    );
    const { limit = MAX_LISTED, skip = 0 } = isItem(paging) ? paging : {};
    return realm.array(found.slice(Number(skip), Number(skip) + Number(limit)).map(toRealm));
  }

  function toRealm({ createdAt, ...facts }: MediaFile | MediaFolder): Record<string, unknown> {
    const date = new Date(createdAt);
    return realm.decodeItem(encodeItem({ ...facts, _createdDate: date, _updatedDate: date }));
  }

  return { folderAt, list, requireFolder, toRealm };
}

function describe([subject]: unknown[]) {
  return typeof subject === 'string' ? { id: subject } : {};
}

/** An address below `.invalid`, which no request can reach. */
function downloadUrlOf({ fileName }: MediaFile): string {
  return `https://media.invalid/${fileName}`;
}
