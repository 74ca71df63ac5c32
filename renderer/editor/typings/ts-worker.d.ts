/** The parts of Monaco's TypeScript worker that are used; it comes without declarations. */
declare module 'monaco-editor/languages/features/typescript/ts.worker' {
  export interface SourceFile extends Node {
    readonly text: string
  }
  export interface Node {
    readonly pos: number
    readonly end: number
    readonly expression?: Node
    readonly parameters?: readonly Node[]
    readonly name?: Node
    readonly initializer?: Node
    readonly left?: Node
    readonly right?: Node
    getStart(file: SourceFile): number
    getText(file: SourceFile): string
  }
  export interface Type {
    readonly flags: number
  }
  export interface TypeChecker {
    getTypeAtLocation(node: Node): Type
    getPropertyOfType(type: Type, name: string): object | undefined
    getTypeOfSymbolAtLocation(symbol: object, node: Node): Type
  }
  export interface Program {
    getSourceFile(fileName: string): SourceFile | undefined
    getTypeChecker(): TypeChecker
  }
  export interface TypeScript {
    readonly TypeFlags: { readonly Undefined: number }
    readonly ScriptTarget: { readonly Latest: number }
    readonly ScriptKind: { readonly JS: number }
    createSourceFile(
      name: string,
      text: string,
      target: number,
      setParentNodes: boolean,
      kind: number,
    ): SourceFile
    forEachChild(node: Node, visit: (child: Node) => void): void
    isFunctionDeclaration(node: Node): boolean
    isFunctionExpression(node: Node): boolean
    isArrowFunction(node: Node): boolean
    isVariableDeclaration(node: Node): boolean
    isPropertyAccessExpression(node: Node): boolean
    isBinaryExpression(node: Node): boolean
  }
  export const ts: { readonly typescript: TypeScript }
  export class TypeScriptWorker {
    constructor(context: unknown, createData: unknown)
    getScriptFileNames(): string[]
    getScriptVersion(fileName: string): string
    _getScriptText(fileName: string): string | undefined
    readonly _languageService: { getProgram(): Program | undefined }
    _getModel(fileName: string): { readonly version: number } | null
  }
  export function initialize(create: (context: unknown, createData: unknown) => object): void
}
