import { byName } from '../../collection/names/byName.js';
import type { S3Listed } from './openObject.js';
import { parseS3Address, type S3Address, s3AddressText } from './s3Address.js';
import { asMirrorError, listObjects } from './s3Objects.js';

/** What an address stands for. */
export interface ListedPhotos {
  /** Whether it is a prefix, as a folder is, or the whole bucket, and no single object. */
  readonly isFolder: boolean;
  /** Addresses, in the order of a folder: by name, those of prefixes within after those beside them. */
  readonly files: readonly string[];
  /** With the words of a folder: why each is left out. */
  readonly passedOver: readonly { readonly name: string; readonly why: string }[];
  /** Whether there are prefixes within that were not looked into. */
  readonly hasFolders: boolean;
}

export interface ListOptions {
  /** Whether the name of an object ends like that of a photo. */
  readonly isNamedSo: (name: string) => boolean;
  /** Why an object whose name ends like that of another picture is not read; undefined for all others. */
  readonly whyNotRead: (name: string) => string | undefined;
  readonly isRecursive: boolean;
  readonly signal: AbortSignal;
  /** Called with each photo. */
  readonly onPhoto: (address: string, listed: S3Listed) => void;
}

/**
 * Lists the photos at an address, prefix by prefix: what is hidden, such as the store of a batch, is never gone through.
 *
 * @throws MirrorError `usage` for an address without a bucket, `environment` if S3 refuses, `aborted` when the signal fires
 */
export async function listS3Photos(text: string, options: ListOptions): Promise<ListedPhotos> {
  const address = parseS3Address(text);
  return asMirrorError(address, async () => {
    const single = text.endsWith('/') ? undefined : await findObject(address, options);
    if (single !== undefined) {
      const file = s3AddressText(address);
      options.onPhoto(file, single);
      return { isFolder: false, files: [file], passedOver: [], hasFolders: false };
    }
    const { bucket, key } = address;
    const prefix = key === '' ? '' : `${key}/`;
    return { isFolder: true, ...(await photosBelow({ bucket, key: prefix }, '', options)) };
  });
}

/** Of all keys that begin with its own, that of the object itself is listed first. */
async function findObject(
  address: S3Address,
  { signal }: ListOptions,
): Promise<S3Listed | undefined> {
  if (address.key === '') return undefined;
  for await (const { objects } of listObjects(address, { isFlat: false, most: 1, signal })) {
    return objects.find(({ key }) => key === address.key);
  }
}

/** @param prefix its key ends with a slash, or is '': a name within may be empty, since keys may begin with a slash or have two in a row */
async function photosBelow(
  prefix: S3Address,
  within: string,
  options: ListOptions,
): Promise<Omit<ListedPhotos, 'isFolder'>> {
  const { isNamedSo, whyNotRead, isRecursive, signal, onPhoto } = options;
  const candidates: { readonly name: string; readonly listed: S3Listed }[] = [];
  const passedOver: { name: string; why: string }[] = [];
  const inner: string[] = [];
  for await (const page of listObjects(prefix, { isFlat: true, signal })) {
    for (const listed of page.objects) {
      const name = listed.key.slice(prefix.key.length);
      if (isNamedSo(name) || whyNotRead(name) !== undefined) candidates.push({ name, listed });
    }
    inner.push(...page.folders.map((key) => key.slice(prefix.key.length, -1)));
  }
  const files: string[] = [];
  for (const { name, listed } of candidates.sort((a, b) => byName(a.name, b.name))) {
    const why = name.startsWith('.') ? 'hidden' : whyNotRead(name);
    if (why !== undefined) {
      passedOver.push({ name: `${within}${name}`, why });
      continue;
    }
    const file = s3AddressText({ ...prefix, key: listed.key });
    onPhoto(file, listed);
    files.push(file);
  }
  if (!isRecursive) return { files, passedOver, hasFolders: inner.length > 0 };
  for (const name of inner.sort(byName)) {
    const path = `${within}${name}/`;
    if (name.startsWith('.')) {
      passedOver.push({ name: path, why: 'hidden' });
      continue;
    }
    const below = await photosBelow({ ...prefix, key: `${prefix.key}${name}/` }, path, options);
    // One by one: a call takes some 100,000 arguments at most.
    for (const file of below.files) files.push(file);
    for (const each of below.passedOver) passedOver.push(each);
  }
  return { files, passedOver, hasFolders: false };
}
