import { checkDialogue } from '../testing/answers.ts'

checkDialogue('lists providers', [['show ssl providers', /^Loaded providers : \n\t- default\n/]])
