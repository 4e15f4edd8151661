import { definePass, type PassFiles } from '@weir/keyword'
import { inertOptions } from '../options.ts'

/** Exists whether it is written or not (manual 5.3.2). */
const defaultResolvers = 'default'

const authority = /^-----BEGIN (?:(?:TRUSTED |X509 )?CERTIFICATE|X509 CRL)-----/m

/** No request is made by the process itself, but what it would need has to be there, so that a mistake is seen. */
export const httpClientNames = definePass({
  name: 'http-client-names',
  summary: "Checks that the file and the resolvers exist that 'httpclient' settings name.",
  run({ model, files, report }) {
    const { values } = model.global.options.get(inertOptions)
    const alert = (name: string, message: string): void =>
      report({ code: 'control/http-client', severity: 'alert', message, span: model.global.lineOf(name) })
    const path = values.get('httpclient.ssl.ca-file')
    const verifies = values.get('httpclient.ssl.verify') !== 'none'
    if (path !== undefined && path !== '@system-ca' && verifies && files !== undefined) {
      const problem = findProblem(files, path)
      if (problem !== null) alert('httpclient.ssl.ca-file', `Couldn't open the ca-file '${path}' (${problem}).`)
    }
    const resolvers = values.get('httpclient.resolvers.id') ?? defaultResolvers
    const isDisabled = values.get('httpclient.resolvers.disabled') === 'on'
    if (resolvers !== defaultResolvers && !isDisabled && model.find('resolvers', resolvers) === null)
      alert(
        'httpclient.resolvers.id',
        `Proxy '<HTTPCLIENT>': Can't find resolvers section '${resolvers}' for do-resolve action.`,
      )
  },
})

function findProblem(files: PassFiles, path: string): string | null {
  const directory = files.list(path)
  const found = 'names' in directory ? directory.names.map((name) => files.read(`${path}/${name}`)) : [files.read(path)]
  if (found.some((file) => 'text' in file && authority.test(file.text))) return null
  const [first] = found
  return !('names' in directory) && first !== undefined && 'error' in first
    ? first.error
    : 'no certificate or crl found'
}
