import { statfsSync } from 'node:fs';

/** A setting of the server by name, such as { fsync: 'off' }. */
export type ServerSettings = Readonly<Record<string, string>>;

const SMALL_SHARED_MEMORY_BYTES = 256 * 1024 * 1024;

/**
 * The text of the server's configuration file. It listens on 127.0.0.1 only, at `port`, and on no socket file.
 * `overriding` settings win; tests use them to be quick, nothing else may give up durability.
 */
export function configurationText(port: number, logDirectory: string, overriding: ServerSettings): string {
  const settings: ServerSettings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '100',
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    // The package's builds have pglz alone, which is what `on` means.
    wal_compression: 'on',
    max_wal_size: '2GB',
    shared_buffers: '256MB',
    dynamic_shared_memory_type: sharedMemoryType(),
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    logging_collector: 'on',
    log_directory: logDirectory.replaceAll('\\', '/'),
    log_filename: 'postgresql-%Y%m%d-%H%M%S.log',
    log_rotation_size: '10MB',
    log_rotation_age: '0',
    log_min_messages: 'warning',
    ...overriding,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`);
  return `# Written by poolbook at every start; changes are lost.\n${lines.join('\n')}\n`;
}

/** Containers often have 64 MB of /dev/shm, too little for a parallel query: then files take its place. */
function sharedMemoryType(): string {
  if (process.platform === 'win32') return 'windows';
  if (process.platform !== 'linux') return 'posix';
  try {
    const { bsize, blocks } = statfsSync('/dev/shm');
    return bsize * blocks < SMALL_SHARED_MEMORY_BYTES ? 'mmap' : 'posix';
  } catch {
    return 'mmap';
  }
}
