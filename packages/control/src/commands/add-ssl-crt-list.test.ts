import { checkDialogue } from '../testing/answers.ts'
import { addCertificates, otherPem, withPayload } from '../testing/certificates.ts'
import type { TestProcess } from '../testing/process.ts'

const line = (path: string, number: number) => ({ path, number, words: null, wordsText: '', filters: [] })

function addLists(process: TestProcess): void {
  const { store, certificates } = addCertificates(process)
  for (const name of ['b.pem', 'd/c.pem']) {
    certificates.create(name)
    certificates.set(name, otherPem)
    certificates.commit(name)
  }
  store.lists.set('l', { path: 'l', isDirectory: false, lines: [line('a.pem', 2), line('b.pem', 3)] })
  store.lists.set('d', { path: 'd', isDirectory: true, lines: [] })
}

checkDialogue(
  'lists of certificates change line by line',
  [
    ['show ssl crt-list', 'd\nl\n'],
    ['show ssl crt-list nope', "didn't find the specified filename\n"],
    ['show ssl crt-list -n', "'show ssl crt-list -n' expects a filename or a directory\n"],
    ['show ssl crt-list l', '# l\na.pem\nb.pem\n'],
    ['add ssl crt-list l', "'add ssl crtlist' expects a filename and a certificate name\n"],
    ['add ssl crt-list nope b.pem', "Can't edit the crt-list: crt-list 'nope' does not exist!\n"],
    ['add ssl crt-list l nope', "Can't edit the crt-list: certificate 'nope' does not exist!\n"],
    ['new ssl cert e.pem', /New/],
    ['add ssl crt-list l e.pem', "Can't edit the crt-list: certificate 'e.pem' is empty!\n"],
    [
      'add ssl crt-list d b.pem',
      "Can't edit the crt-list: 'd' is a directory, certificate path 'b.pem' must contain the directory path\n",
    ],
    ['add ssl crt-list d/ d/c.pem', "Inserting certificate 'd/c.pem' in crt-list 'd'.\nSuccess!\n"],
    ['show ssl crt-list -n d', '# d\nd/c.pem:0\n'],
    [
      withPayload('add ssl crt-list l', 'b.pem [verify none] z.test !y.z.test'),
      "Inserting certificate 'b.pem' in crt-list 'l'.\nSuccess!\n",
    ],
    [
      withPayload('add ssl crt-list l', 'b.pem [foo]'),
      "Can't edit the crt-list: parsing [CLI:1]: unknown ssl keyword foo\n",
    ],
    [
      withPayload('add ssl crt-list l', 'b.pem a\nb.pem b'),
      "Can't edit the crt-list: only one line of payload is supported!\n",
    ],
    ['show ssl crt-list -n l', '# l\na.pem:2\nb.pem:3\nb.pem:4 [verify none] z.test !y.z.test\n'],
    ['del ssl crt-list l', "'del ssl crtlist' expects a filename and a certificate name\n"],
    ['del ssl crt-list nope b.pem', "Can't delete the entry: crt-list 'nope' does not exist!\n"],
    ['del ssl crt-list l nope', "Can't delete the entry: certificate 'nope' does not exist!\n"],
    ['del ssl crt-list l d/c.pem', "Can't delete the entry: certificate 'd/c.pem' is not in the crt-list 'l'!\n"],
    [
      'del ssl crt-list l b.pem',
      "Can't delete the entry: found the certificate 'b.pem' in several entries, please specify a line number preceded by colons (3, 4)!\n",
    ],
    [
      'del ssl crt-list l b.pem:9',
      "Can't delete the entry: found a certificate 'b.pem' but the line number is incorrect, please specify a correct line number preceded by colons (3, 4)!\n",
    ],
    ['del ssl crt-list l b.pem:3', "Entry 'b.pem' deleted in crtlist 'l'!\n"],
    [
      'del ssl crt-list l a.pem',
      "Can't delete the entry: certificate 'a.pem' cannot be deleted, it is used as default certificate by the following frontends:\n\t- x.cfg:3\n\n",
    ],
    ['show ssl crt-list -n l', '# l\na.pem:2\nb.pem:4 [verify none] z.test !y.z.test\n'],
  ],
  addLists,
)
