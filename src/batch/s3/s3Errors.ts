import { MirrorError } from '../../errors.js';
import { systemErrorCode } from '../../files/disk/aboutFile.js';

/** Names of errors that say that the credentials are wrong. */
const WRONG_CREDENTIALS = new Set([
  'AuthorizationHeaderMalformed',
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidToken',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
]);

/** Names of the SDK's own errors where there are no credentials, or where they cannot be had. */
const NO_CREDENTIALS = /Credentials|TokenProvider/;

/** What an error of the SDK has, as far as it is read here. */
interface SdkError {
  readonly name: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/**
 * The error to show for one of the SDK, code `environment`: the store or this machine is at fault, and no photo. Its
 * line has the name of the error only, and it has no cause: an error of the SDK may hold the request with its
 * signature.
 *
 * @param address of what was asked for
 */
export function s3Error(address: string, error: unknown): MirrorError {
  if (error instanceof MirrorError) return error;
  return new MirrorError('environment', `${address}: ${complaintOf(error)}`);
}

/** Whether the store says that there is no such object; an absent bucket is another matter. */
export function isAbsent(error: unknown): boolean {
  return nameOf(error) === 'NoSuchKey';
}

/** Whether a condition of a write was not met: the object is there, or is another one by now. */
export function isConflict(error: unknown): boolean {
  const status = statusOf(error);
  return status === 412 || (status === 409 && nameOf(error) === 'ConditionalRequestConflict');
}

/** Whether the first bytes of an object were asked for that has none. */
export function isEmptyRange(error: unknown): boolean {
  return statusOf(error) === 416;
}

/** Whether there was no answer, or none that could be used: it may be another one later. */
export function isAway(error: unknown): boolean {
  if (error instanceof MirrorError) return false;
  const status = statusOf(error);
  return status === undefined
    ? !NO_CREDENTIALS.test(nameOf(error))
    : status >= 502 || status === 500;
}

/** Whether the store does not know conditional writes. */
export function isUnsupported(error: unknown): boolean {
  return statusOf(error) === 501;
}

/** Whether the credentials are right and this object is not for them. */
export function isDenied(error: unknown): boolean {
  return statusOf(error) === 403 && !WRONG_CREDENTIALS.has(nameOf(error));
}

function complaintOf(error: unknown): string {
  const name = nameOf(error);
  const status = statusOf(error);
  if (name === 'NoSuchBucket') {
    return 'Expected a bucket but there is none of that name. Create it, or check the address and AWS_ENDPOINT_URL.';
  }
  if (WRONG_CREDENTIALS.has(name)) {
    return `Expected credentials that the store accepts but it says ${name}. Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN or AWS_PROFILE.`;
  }
  if (NO_CREDENTIALS.test(name)) {
    return 'Expected credentials for S3 but found none. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE.';
  }
  if (isDenied(error)) {
    return `Expected to be allowed to list, read, write and delete but the store says ${name}. Ask its owner for s3:ListBucket, GetObject, PutObject and DeleteObject.`;
  }
  if (isAway(error)) {
    const reason = systemErrorCode(error) ?? name;
    return `Expected an answer of the store but there was none that can be used (${reason}). Check the network and AWS_ENDPOINT_URL, and try again: what was finished stays.`;
  }
  return `Expected the store to do as it was asked but it says ${name} (${status}). Check the address, AWS_ENDPOINT_URL and AWS_REGION.`;
}

function nameOf(error: unknown): string {
  const name = (error as Partial<SdkError> | undefined)?.name;
  return typeof name === 'string' && /^[\w.-]{1,80}$/.test(name) ? name : 'an unknown error';
}

function statusOf(error: unknown): number | undefined {
  return (error as Partial<SdkError> | undefined)?.$metadata?.httpStatusCode;
}
