import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** One configuration file as a byte string. */
export interface ConfigurationFile {
  readonly name: string
  readonly text: string
}

/** Configuration files larger than this are refused, as they can only be a mistake. */
const maximumBytes = 64 * 1024 * 1024

/**
 * Reads what `-f` and `--` name, in order. A directory stands for its `*.cfg` files in C order. Returns the reason when
 * one of them cannot be read.
 */
export function readConfigurationFiles(paths: readonly string[]): ConfigurationFile[] | { readonly error: string } {
  const files: ConfigurationFile[] = []
  for (const path of paths) {
    try {
      const names = statSync(path).isDirectory() ? listDirectory(path) : [path]
      for (const name of names) {
        const bytes = readFileSync(name)
        if (bytes.length > maximumBytes) {
          return {
            error: `Loading ${name}: input is too large ${bytes.length >> 20}MB, limited to ${maximumBytes >> 20}MB. Exiting.`,
          }
        }
        files.push({ name, text: bytes.toString('latin1') })
      }
    } catch (error) {
      return { error: `Could not open configuration file ${path} : ${describeSystemError(error)}` }
    }
  }
  return files
}

function listDirectory(path: string): string[] {
  const names = readdirSync(path).filter((name) => name.endsWith('.cfg') && !name.startsWith('.'))
  names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  return names.map((name) => join(path, name)).filter((name) => statSync(name).isFile())
}

const systemTexts: Readonly<Record<string, string>> = {
  ENOENT: 'No such file or directory',
  EACCES: 'Permission denied',
  EISDIR: 'Is a directory',
  ENOTDIR: 'Not a directory',
  EADDRINUSE: 'Address already in use',
  EADDRNOTAVAIL: 'Cannot assign requested address',
}

/** The system's words for an error, as strerror(3) has them, where they are known. */
export function describeSystemError(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = (error as NodeJS.ErrnoException).code ?? ''
  return systemTexts[code] ?? error.message
}
