/**
 * What the worker needs of `node:vm`, held here: the module itself is emptied before user code
 * runs, so that code that gets out of a context finds no way to make another.
 */
import vm from 'node:vm'

export const { Script, createContext: contextify } = vm
export const { DONT_CONTEXTIFY } = vm.constants
export type Script = vm.Script
