/** A file that was sent in. */
export interface Upload {
  /** Of its bytes; the name under which they lie in the folder. */
  readonly sha256: string;
  readonly bytes: number;
  /** What whoever sent it calls it. */
  readonly name: string;
}

/** Where it is kept which consortium sent which file in. The bytes lie in a folder. */
export interface UploadStore {
  readonly folder: string;
  /** Records a file that the viewer has sent in; the same bytes again change nothing. */
  record(consortiumId: number, upload: Upload): Promise<void>;
  find(consortiumId: number, sha256: string): Promise<Upload | undefined>;
  /** How many bytes the consortium has sent in within so many days. */
  bytesWithin(consortiumId: number, days: number): Promise<number>;
}
