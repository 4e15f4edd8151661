/**
 * Lines of filters, of compression and of caches, in the form of `keyword-lines.ts`. Numbers of a cache that HAProxy refuses
 * with no more than a warning are left out: Weir refuses them with an alert.
 */
export const filterLines: Readonly<Record<string, string>> = {
  'listen l': `
compression
compression foo
compression algo
compression algo gzip
compression algo gzip foo
compression algo GZIP
compression algo identity gzip deflate raw-deflate gzip
compression type
compression type text/html text/plain
compression offload
compression offload foo
no compression offload
no compression algo gzip
filter compression
filter compression foo
filter compression @@ filter compression
compression algo gzip @@ filter compression
mode tcp @@ compression algo gzip
mode tcp @@ filter compression
filter
filter foo
filter cache
filter cache nope
filter cache foo @@ cache foo @@ total-max-size 1
filter cache foo bar @@ cache foo @@ total-max-size 1
filter cache foo @@ filter cache foo @@ cache foo @@ total-max-size 1
filter cache foo @@ filter cache bar @@ cache foo @@ total-max-size 1 @@ cache bar @@ total-max-size 1
filter compression @@ filter cache foo @@ cache foo @@ total-max-size 1
mode tcp @@ filter cache foo @@ cache foo @@ total-max-size 1
http-request cache-use
http-request cache-use nope
http-request cache-use foo @@ cache foo @@ total-max-size 1
http-request cache-use foo if TRUE @@ cache foo @@ total-max-size 1
http-request cache-use foo bar @@ cache foo @@ total-max-size 1
http-request cache-use foo @@ http-request cache-use bar @@ cache foo @@ total-max-size 1 @@ cache bar @@ total-max-size 1
http-request cache-use foo @@ compression algo gzip @@ cache foo @@ total-max-size 1
http-request cache-use foo @@ filter compression @@ cache foo @@ total-max-size 1
http-response cache-store
http-response cache-store nope
http-response cache-store foo @@ cache foo @@ total-max-size 1
http-response cache-use foo @@ cache foo @@ total-max-size 1
http-request cache-store foo @@ cache foo @@ total-max-size 1
http-after-response cache-store foo @@ cache foo @@ total-max-size 1
`,
  'defaults d': `
compression algo gzip
compression type text/html
compression type
compression offload
filter compression
http-request cache-use foo
`,
  'cache c': `
total-max-size 4
total-max-size 1 2
total-max-size 4 @@ max-age 240 @@ max-object-size 1000 @@ process-vary on @@ max-secondary-entries 3
total-max-size 1 @@ max-object-size 524288
total-max-size 1 @@ max-object-size 524289
total-max-size 1 @@ max-object-size 0
total-max-size 1 @@ total-max-size 2
total-max-size 1 @@ max-age
total-max-size 1 @@ max-age x
total-max-size 1 @@ max-age -5
total-max-size 1 @@ max-age 1 2
total-max-size 1 @@ process-vary 1
total-max-size 1 @@ process-vary off
total-max-size 1 @@ max-secondary-entries 5
total-max-size 1 @@ bogus
total-max-size 1 @@ no max-age 5
total-max-size 1 @@ cache c @@ total-max-size 1
max-age 5
total-max-size 0
`,
  cache: `
total-max-size 1
`,
  'cache c d': `
total-max-size 1
`,
  global: `
maxcomprate
maxcomprate 10
maxcomprate foo
maxcomprate -1
maxcomprate 10 20
maxcompcpuusage
maxcompcpuusage 0
maxcompcpuusage 50
maxcompcpuusage 101
maxcompcpuusage foo
maxzlibmem
maxzlibmem 10
maxzlibmem 10 20
tune.comp.maxlevel
tune.comp.maxlevel 0
tune.comp.maxlevel 5
tune.comp.maxlevel 10
tune.comp.maxlevel x
`,
}
