import 'monaco-editor/languages/features/json/json.worker'
import { holdLife } from './hold-life.ts'

holdLife()
