import { createHash } from 'node:crypto';

import { encodeItem } from '../../storage/item-codec.ts';
import { isItem } from '../wix-data/authorize.ts';
import type { CallDefinition, MediaFile, ModuleHost } from '../module-host.ts';

const mediaTypes: readonly unknown[] = ['audio', 'document', 'image', 'shape', 'video'];

/**
 * Creates a stand-in for the module `wix-media-backend`: files are known by their facts, their content is not kept, and their addresses lead
 * nowhere. https://dev.wix.com/docs/velo/velo-only-apis/wix-media-backend/introduction
 */
export function createWixMediaBackend(host: ModuleHost): Record<string, unknown> {
  const { realm, services } = host;
  const { media } = services;

  function requireFile(fileUrl: unknown): MediaFile {
    const file = typeof fileUrl === 'string' ? media.get(fileUrl) : undefined;
    if (file === undefined) throw realm.error(`There is no file ${String(fileUrl)}.`, { code: 'NOT_FOUND' });
    return file;
  }

  function toRealm({ createdAt, ...file }: MediaFile): Record<string, unknown> {
    const date = new Date(createdAt);
    return realm.decodeItem(encodeItem({ ...file, _createdDate: date, _updatedDate: date }));
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
      parentFolderId: String(path),
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
      listFiles: define('listFiles', ([filters]) => {
        const wanted = Object.entries(isItem(filters) ? filters : {}).filter(([, value]) => value !== undefined);
        const found = media.list().filter((file) => wanted.every(([name, value]) => Reflect.get(file, name) === value));
        return realm.array(found.map(toRealm));
      }),
      moveFilesToTrash: define('moveFilesToTrash', ([urls]) => {
        for (const url of Array.isArray(urls) ? urls : []) media.remove(requireFile(url).fileUrl);
        return undefined;
      }),
    },
    'mediaManager',
  );
  return { mediaManager };
}

function describe([subject]: unknown[]) {
  return typeof subject === 'string' ? { id: subject } : {};
}

/** An address below `.invalid`, which no request can reach. */
function downloadUrlOf({ fileName }: MediaFile): string {
  return `https://media.invalid/${fileName}`;
}
