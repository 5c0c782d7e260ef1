/**
 * The types of signatures that notes carry here, by the byte that keys name them with (C2SP signed-note and
 * tlog-cosignature). Another one, such as ML-DSA-44 (byte 6), is one more row.
 */
export interface SignatureType {
  /** By what a signature is checked; what is passed in as `Verify` has to know it. */
  readonly algorithm: 'Ed25519';
  readonly publicKeyBytes: number;
  readonly signatureBytes: number;
  /** True where eight bytes before the signature say when it was made. */
  readonly isTimed: boolean;
  /** What is signed of a note's text. */
  readonly message: (text: string, seconds: number) => string;
}

/** A note signed by whoever wrote it: a log its checkpoint. */
export const NOTE_SIGNATURE = 1;
/** A checkpoint signed by a witness, with the time. */
export const COSIGNATURE = 4;

export const SIGNATURE_TYPES: Readonly<Record<number, SignatureType>> = {
  [NOTE_SIGNATURE]: {
    algorithm: 'Ed25519',
    publicKeyBytes: 32,
    signatureBytes: 64,
    isTimed: false,
    message: (text) => text,
  },
  [COSIGNATURE]: {
    algorithm: 'Ed25519',
    publicKeyBytes: 32,
    signatureBytes: 64,
    isTimed: true,
    message: (text, seconds) => `cosignature/v1\ntime ${seconds}\n${text}`,
  },
};
