/** Fields of protocol buffers, bare or behind gRPC's header (manual 7.3.1). */
import { type ConverterKeyword, custom, defineConverter, type ExpressionExample, type Parameter } from '@weir/keyword'
import { findField, protobufTypes } from '../protobuf.ts'

const grpcHeaderBytes = 5

/** The message behind the flag and the length, or null while it is not complete. */
function grpcMessage(input: Uint8Array): Uint8Array | null {
  if (input.length < grpcHeaderBytes) return null
  const length = new DataView(input.buffer, input.byteOffset).getUint32(1)
  return input.length < grpcHeaderBytes + length ? null : input.subarray(grpcHeaderBytes, grpcHeaderBytes + length)
}

const fieldNumber = custom<readonly number[]>(
  'field_number',
  '<field_number>',
  (reader) => {
    const text = reader.next()?.text ?? ''
    if (/^[0-9]+(\.[0-9]+)*$/.test(text)) return text.split('.').map(Number)
    return reader.fail(`failed to parse '${text}' as type 'Protocol buffers field number'`)
  },
  'Protocol buffers field number',
)

const fieldType = custom<string | null>('field_type', '[field_type]', (reader) => {
  const text = reader.next()?.text
  if (text === undefined) return null
  return protobufTypes[text] === undefined ? reader.fail(`wrong protocol buffer type '${text}'`) : text
})

function defineProtobufConverter(
  name: string,
  summary: string,
  headerBytes: number,
  examples: readonly ExpressionExample[],
): ConverterKeyword<readonly [Parameter<readonly number[]>, Parameter<string | null>], 'bin', 'any'> {
  return defineConverter({
    name,
    summary,
    manual: '7.3.1',
    in: 'bin',
    out: 'any',
    declaredOut: 'bin',
    params: [fieldNumber, fieldType],
    examples,
    bind([path, typeName]) {
      const type = typeName === null ? null : protobufTypes[typeName]!
      return (input) => {
        const message = headerBytes === 0 ? input : grpcMessage(input)
        const found = message === null ? null : findField(message, path)
        if (found === null) return null
        if (type === null) return found.bytes
        return found.wireType === type.wireType ? type.read(found.bytes) : null
      }
    },
  })
}

export const protobuf = defineProtobufConverter(
  'protobuf',
  'Gives a field of a protocol buffers message: its bytes, or an integer when its type is named.',
  0,
  [
    { expression: 'bin(089601120774657374696e67),protobuf(1,int32)', gives: '150' },
    { expression: 'bin(089601120774657374696e67),protobuf(2)', gives: 'testing' },
    { expression: 'bin(089601),protobuf(9)', gives: null },
  ],
)

export const ungrpc = defineProtobufConverter(
  'ungrpc',
  'Gives a field of the protocol buffers message in a gRPC message.',
  grpcHeaderBytes,
  [{ expression: 'bin(0000000003089601),ungrpc(1,int32)', gives: '150' }],
)
