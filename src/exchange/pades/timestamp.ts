/** RFC 3161 time-stamp tokens: on a signature (CAdES-T) and over a whole document (PAdES DocTimeStamp). */
import { createHash } from 'node:crypto';
import type { Certificate } from './certificate.ts';
import { judgeSigner } from './chain.ts';
import { attribute, coversContent, parseSignedData, signatureHolds, signingCertificateAttribute } from './cms.ts';
import type { SignedData } from './cms.ts';
import { childrenOf, DerError, derTag, expectUniversal, isUniversal, octetsOf, oidOf, readWhole, timeOf } from './der.ts';
import { digestNameOf, isWeak, oid } from './oids.ts';

export interface TimestampReading {
  /** genTime, when the token verifies (and, on a signature, its authority is trusted). */
  readonly time: Date | null;
  readonly problem: boolean;
  readonly imprint: Uint8Array | null;
  readonly imprintDigest: string | null;
}

const unreadable: TimestampReading = { time: null, problem: true, imprint: null, imprintDigest: null };

/** The token in the unsigned attributes; null when there is none. A time that no trusted authority vouches for is not used. */
export function readSignatureTimestamp(data: SignedData, anchors: readonly Certificate[]): TimestampReading | null {
  try {
    const token = attribute(data.unsigned, oid.timestampToken);
    if (token === undefined) return null;
    const stamp = parseSignedData(token.raw);
    const reading = readDocumentTimestamp(stamp);
    if (reading.time === null || reading.imprint === null || reading.imprintDigest === null || stamp.signer === null)
      return unreadable;
    if (!createHash(reading.imprintDigest).update(data.signature).digest().equals(reading.imprint)) return unreadable;
    return judgeSigner(stamp.signer, stamp.certificates, anchors, reading.time, 'time').trusted ? reading : unreadable;
  } catch (error) {
    if (error instanceof DerError) return unreadable;
    throw error;
  }
}

/** The token itself; whether its imprint is that of the document is for the caller to compare. */
export function readDocumentTimestamp(data: SignedData): TimestampReading {
  try {
    if (data.contentType !== oid.tstInfo || data.content === null || isWeak(data.digest)) return unreadable;
    const genuine =
      coversContent(data, createHash(data.digest).update(data.content).digest()) &&
      signatureHolds(data) &&
      signingCertificateAttribute(data) === 'match';
    const info = childrenOf(expectUniversal(readWhole(data.content), derTag.sequence));
    const [algorithm, imprint] = childrenOf(expectUniversal(info[2], derTag.sequence));
    const digest = digestNameOf(oidOf(childrenOf(expectUniversal(algorithm, derTag.sequence))[0]));
    const time = info.find((part) => isUniversal(part, derTag.generalizedTime));
    if (!genuine || digest === null || isWeak(digest)) return unreadable;
    return { time: timeOf(time), problem: false, imprint: octetsOf(imprint), imprintDigest: digest };
  } catch (error) {
    if (error instanceof DerError) return unreadable;
    throw error;
  }
}
