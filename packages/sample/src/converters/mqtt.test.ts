import { describeExpressions } from '../testing/describe-converter.ts'
import { mqttFieldValue, mqttIsValid } from './mqtt.ts'

describeExpressions(
  'mqtt',
  [mqttFieldValue, mqttIsValid],
  [
    ['bin(102100044d51545404c6003c0003636964000277740002777000037573720003707764),mqtt_is_valid', '1'],
    ['bin(101100064d51497364700302003c0003636964),mqtt_is_valid', '1'],
    ['bin(102700044d51545405c2003c0d110000000a2100142700000100000363696400037573720003707764),mqtt_is_valid', '1'],
    ['bin(20020100),mqtt_is_valid', '1'],
    ['bin(2006000003210014),mqtt_is_valid', '1'],
    ['bin(102100044d51545404c6003c00036369640002777400027770000375737200037077),mqtt_is_valid', null],
    ['bin(102100044d51545404c6003c000363696400027774000277700003757372000370776478),mqtt_is_valid', '1'],
    ['bin(3003616263),mqtt_is_valid', '0'],
    ['bin(10),mqtt_is_valid', null],
    ['bin(10ffffffff01),mqtt_is_valid', '0'],
    ['bin(100f00044d5154540401003c0003636964),mqtt_is_valid', '0'],
    ['bin(100f0004585858580402003c0003636964),mqtt_is_valid', '0'],
    ['bin(100f00044d5154540902003c0003636964),mqtt_is_valid', '0'],
    ['bin(20020200),mqtt_is_valid', '0'],
    ['bin(2002000000),mqtt_is_valid', '0'],
    ['bin(20020000000000),mqtt_is_valid', '0'],
    ['bin(20070000020004ff02),mqtt_is_valid', null],
    ['bin(500a41ff01000501000205),mqtt_is_valid', null],
    ['bin(3fae89400d),mqtt_is_valid', null],
    ['bin(30ae89400d),mqtt_is_valid', '0'],
    ['bin(a28399),mqtt_is_valid', null],
    ['bin(1080),mqtt_is_valid', '0'],
    ['bin(c000),mqtt_is_valid', '0'],
    ['bin(101100064d51497364700440003c0000000178),mqtt_is_valid', '1'],
    [
      'bin(102100044d51545404c6003c0003636964000277740002777000037573720003707764),mqtt_field_value(connect,flags)',
      '198',
    ],
    [
      'bin(102100044d51545404c6003c0003636964000277740002777000037573720003707764),mqtt_field_value(connect,protocol_name)',
      'MQTT',
    ],
    [
      'bin(102100044d51545404c6003c0003636964000277740002777000037573720003707764),mqtt_field_value(connect,protocol_version)',
      '4',
    ],
    [
      'bin(102100044d51545404c6003c0003636964000277740002777000037573720003707764),mqtt_field_value(connect,client_identifier)',
      'cid',
    ],
    [
      'bin(102100044d51545404c6003c0003636964000277740002777000037573720003707764),mqtt_field_value(connect,will_topic)',
      'wt',
    ],
    [
      'bin(102100044d51545404c6003c0003636964000277740002777000037573720003707764),mqtt_field_value(connect,will_payload)',
      'wp',
    ],
    [
      'bin(102100044d51545404c6003c0003636964000277740002777000037573720003707764),mqtt_field_value(connect,username)',
      'usr',
    ],
    [
      'bin(102100044d51545404c6003c0003636964000277740002777000037573720003707764),mqtt_field_value(connect,password)',
      'pwd',
    ],
    [
      'bin(102100044d51545404c6003c0003636964000277740002777000037573720003707764),mqtt_field_value(connect,keepalive)',
      '60',
    ],
    ['bin(102100044d51545404c6003c0003636964000277740002777000037573720003707764),mqtt_field_value(connect,17)', null],
    ['bin(102100044d51545404c6003c0003636964000277740002777000037573720003707764),mqtt_field_value(connect,33)', null],
    ['bin(102100044d51545404c6003c0003636964000277740002777000037573720003707764),mqtt_field_value(connect,39)', null],
    [
      'bin(102100044d51545404c6003c0003636964000277740002777000037573720003707764),mqtt_field_value(connect,11)',
      { refused: /./ },
    ],
    ['bin(101100064d51497364700302003c0003636964),mqtt_field_value(connect,flags)', '2'],
  ],
)
