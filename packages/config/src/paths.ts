/** Where relative paths start from while a file is read (`default-path`, manual 3.1). */
export class Paths {
  #policy = 'current'
  #origin = ''
  #fileName = ''

  /** Called for each file in turn; the policy stays in force. */
  enterFile(name: string): void {
    this.#fileName = name
  }

  setPolicy(policy: string, origin: string): void {
    this.#policy = policy
    this.#origin = origin
  }

  resolve(path: string): string {
    if (path.startsWith('/')) return path
    const base = this.#base()
    return base === '' ? path : `${base.replace(/\/$/, '')}/${path}`
  }

  #base(): string {
    const slash = this.#fileName.lastIndexOf('/')
    const folder = slash < 0 ? '' : slash === 0 ? '/' : this.#fileName.slice(0, slash)
    switch (this.#policy) {
      case 'config':
        return folder
      case 'parent':
        return folder === '' ? '..' : `${folder.replace(/\/$/, '')}/..`
      case 'origin':
        return this.#origin
      default:
        return ''
    }
  }
}
