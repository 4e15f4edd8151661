import {
  addListLine,
  type CertificateListFile,
  type CertificateStore,
  certificateOfLine,
  removeListLine,
} from '@weir/l4'
import { byBytes, defineCertificateCommand, failures } from '../cli/certificates.ts'
import { failure } from '../command.ts'

/** Lists of certificates: what is in them, and changes of their lines. Management manual 9.3. */
export const certificateLists = [
  defineCertificateCommand({
    name: 'show ssl crt-list',
    usage: 'show ssl crt-list [-n] [<list>]',
    summary: 'Show the list of crt-lists, or the content of one.',
    run({ store }, { args }) {
      const isNumbered = args[0] === '-n'
      const name = isNumbered ? args[1] : args[0]
      if (name === undefined && isNumbered) return failure("'show ssl crt-list -n' expects a filename or a directory")
      if (name === undefined)
        return [...store.lists.keys()]
          .sort(byBytes)
          .map((path) => `${path}\n`)
          .join('')
      const list = store.lists.get(name)
      return list === undefined ? failure("didn't find the specified filename") : dump(store, list, isNumbered)
    },
  }),
  defineCertificateCommand({
    name: 'add ssl crt-list',
    usage: 'add ssl crt-list <list> <cert> [opts]*',
    summary: 'Add to a crt-list a certificate, or a line in a payload.',
    run({ store }, { args: [list, ...words], payload }) {
      const line = payload ?? words[0]
      if (list === undefined || line === undefined)
        return failure("'add ssl crtlist' expects a filename and a certificate name")
      const done = addListLine(store, list, line)
      if ('error' in done) return failure(`Can't edit the crt-list: ${done.error}`)
      return `Inserting certificate '${done.certificate}' in crt-list '${done.list}'.\nSuccess!\n`
    },
  }),
  defineCertificateCommand({
    name: 'del ssl crt-list',
    usage: 'del ssl crt-list <list> <cert[:line]>',
    summary: 'Delete a line of a crt-list.',
    run({ store }, { args: [list, certificate] }) {
      if (list === undefined || certificate === undefined)
        return failure("'del ssl crtlist' expects a filename and a certificate name")
      const done = removeListLine(store, list, certificate)
      if ('error' in done) return failures(`Can't delete the entry: ${done.error}`)
      return `Entry '${done.certificate}' deleted in crtlist '${done.list}'!\n`
    },
  }),
]

function dump(store: CertificateStore, { path, lines }: CertificateListFile, isNumbered: boolean): string {
  let text = `# ${path}\n`
  for (const line of lines) {
    const filters = line.filters.map(({ name, isNegative }) => ` ${isNegative ? '!' : ''}${name}`).join('')
    const words = line.wordsText === '' ? '' : ` [${line.wordsText}]`
    text += `${certificateOfLine(store, line)}${isNumbered ? `:${line.number}` : ''}${words}${filters}\n`
  }
  return text
}
