import 'monaco-editor/editor/editor.worker'
import { holdLife } from './hold-life.ts'

holdLife()
