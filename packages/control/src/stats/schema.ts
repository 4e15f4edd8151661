/** The JSON schema of `show info json` and `show stat json` (JSON Schema draft 4). */
export function createStatsSchema(): object {
  const ref = (name: string): object => ({ $ref: `#/definitions/${name}` })
  const integer = (minimum: number, maximum?: number): object =>
    maximum === undefined ? { type: 'integer', minimum } : { type: 'integer', minimum, maximum }
  const typed = (type: string, value: object): object => ({
    properties: { type: { type: 'string', enum: [type] }, value },
    required: ['type', 'value'],
  })
  const valueTypes = {
    s32Value: typed('s32', integer(-2147483648, 2147483647)),
    s64Value: typed('s64', integer(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)),
    u32Value: typed('u32', integer(0, 4294967295)),
    u64Value: typed('u64', integer(0, Number.MAX_SAFE_INTEGER)),
    strValue: typed('str', { type: 'string' }),
  }
  const words = (...values: string[]): object => ({ type: 'string', enum: values })
  const common = { field: ref('field'), processNum: ref('processNum'), tags: ref('tags') }
  return {
    $schema: 'http://json-schema.org/draft-04/schema#',
    oneOf: [
      {
        title: 'Info',
        type: 'array',
        items: {
          title: 'InfoItem',
          type: 'object',
          properties: { ...common, value: ref('typedValue') },
          required: ['field', 'processNum', 'tags', 'value'],
        },
      },
      {
        title: 'Stat',
        type: 'array',
        items: {
          title: 'InfoItem',
          type: 'object',
          properties: {
            objType: { enum: ['Frontend', 'Backend', 'Listener', 'Server', 'Unknown'] },
            proxyId: integer(0),
            id: integer(0),
            ...common,
            typedValue: ref('typedValue'),
          },
          required: ['objType', 'proxyId', 'id', 'field', 'processNum', 'tags', 'value'],
        },
      },
      { title: 'Error', type: 'object', properties: { errorStr: { type: 'string' } }, required: ['errorStr'] },
    ],
    definitions: {
      field: { type: 'object', pos: integer(0), name: { type: 'string' }, required: ['pos', 'name'] },
      processNum: integer(1),
      tags: {
        type: 'object',
        origin: words('Metric', 'Status', 'Key', 'Config', 'Product', 'Unknown'),
        nature: words(
          'Gauge',
          'Limit',
          'Min',
          'Max',
          'Rate',
          'Counter',
          'Duration',
          'Age',
          'Time',
          'Name',
          'Output',
          'Avg',
          'Unknown',
        ),
        scope: words('Cluster', 'Process', 'Service', 'System', 'Unknown'),
        required: ['origin', 'nature', 'scope'],
      },
      typedValue: {
        type: 'object',
        oneOf: Object.keys(valueTypes).map((name) => ({ $ref: `#/definitions/typedValue/definitions/${name}` })),
        definitions: {
          ...valueTypes,
          unknownValue: {
            properties: { type: integer(0), value: { type: 'string', enum: ['unknown'] } },
            required: ['type', 'value'],
          },
        },
      },
    },
  }
}
