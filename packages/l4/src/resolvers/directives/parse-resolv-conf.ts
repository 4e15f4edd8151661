import { custom, defineDirective } from '@weir/keyword'
import { resolversOptions } from '../options.ts'
import { readResolvConf, resolvConfPath } from '../resolv-conf.ts'

const servers = custom('servers', '', (reader) => {
  const file = reader.host.readFile(resolvConfPath)
  if ('error' in file) return reader.fail(`'parse-resolv-conf' : failed to open ${resolvConfPath}.`)
  return readResolvConf(file.text, (problem) => reader.warn(problem))
})

export const parseResolvConf = defineDirective({
  name: 'parse-resolv-conf',
  summary: 'Adds the name servers of the system, as they stand in /etc/resolv.conf when the configuration is read.',
  manual: '5.3.2',
  sections: ['resolvers'],
  options: resolversOptions,
  params: [servers],
  apply(record, [found], site) {
    for (const line of found) {
      const earlier = record.nameservers.find(({ name }) => name === line.name)
      if (earlier === undefined) record.nameservers.push(line)
      else
        site.warn(
          `Parsing [${line.span.file}:${line.span.line}] : generated name for ${resolvConfPath} nameserver '${line.name}' conflicts with another nameserver (declared at ${earlier.span.file}:${earlier.span.line}), it appears to be a duplicate and will be excluded.`,
        )
    }
  },
})
