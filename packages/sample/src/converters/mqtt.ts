/** The first packets of an MQTT connection (manual 7.3.1). */
import { custom, defineConverter, text } from '@weir/keyword'
import { mqttFields, parseMqtt } from '../mqtt.ts'

const packetTypes: Readonly<Record<string, 'connect' | 'connack'>> = {
  connect: 'connect',
  '1': 'connect',
  connack: 'connack',
  '2': 'connack',
}

export const mqttIsValid = defineConverter({
  name: 'mqtt_is_valid',
  summary: 'Tells whether the input is a valid MQTT CONNECT or CONNACK; no sample while it is not complete.',
  manual: '7.3.1',
  in: 'bin',
  out: 'bool',
  params: [],
  examples: [
    { expression: 'bin(20020100),mqtt_is_valid', gives: '1' },
    { expression: 'bin(20020200),mqtt_is_valid', gives: '0' },
  ],
  bind: () => (input, context) => {
    const packet = parseMqtt(input)
    if (packet === null) {
      context.isIncomplete = true
      return null
    }
    return packet !== false
  },
})

export const mqttFieldValue = defineConverter({
  name: 'mqtt_field_value',
  summary: 'Gives a field of an MQTT CONNECT or CONNACK, by name or by the number of a property.',
  manual: '7.3.1',
  in: 'bin',
  out: 'str',
  params: [
    custom('packettype', '<packettype>', (reader) => {
      const written = reader.next()?.text ?? ''
      const type = packetTypes[written.toLowerCase()]
      return type ?? reader.fail(`unknown or unsupported MQTT packet type '${written}'`)
    }),
    text('fieldname_or_property_ID'),
  ],
  examples: [
    {
      expression: 'bin(100f00044d5154540402003c0003636964),mqtt_field_value(connect,client_identifier)',
      gives: 'cid',
    },
    { expression: 'bin(20020100),mqtt_field_value(2,flags)', gives: '1' },
  ],
  check([type, name], complain) {
    if (!mqttFields[type].includes(name.toLowerCase())) {
      complain(`unknown MQTT field name '${name}' for packet type '${type}'`, 1)
    }
  },
  bind([type, name]) {
    const field = name.toLowerCase()
    return (input, context) => {
      const packet = parseMqtt(input)
      if (packet === null) context.isIncomplete = true
      if (packet === null || packet === false || packet.type !== type) return null
      const value = packet.fields.get(field)
      return value === undefined ? null : String(value)
    }
  },
})
