/** The functions of lodash that work on data: what a source function has use for. */
export const LODASH_NAMES: readonly string[] = (
  'assign camelCase capitalize castArray ceil chain chunk clamp clone cloneDeep compact concat ' +
  'countBy defaults defaultsDeep difference differenceBy drop dropRight endsWith entries eq escape ' +
  'every filter find findIndex findKey findLast first flatMap flatten flattenDeep floor flow ' +
  'forEach forOwn fromPairs groupBy has head identity inRange includes initial intersection invert ' +
  'isArray isBoolean isDate isEmpty isEqual isFinite isFunction isInteger isNil isNumber isObject ' +
  'isPlainObject isString isUndefined join kebabCase keyBy keys last lowerCase lowerFirst map ' +
  'mapKeys mapValues max maxBy mean meanBy merge mergeWith min minBy noop nth omitBy once orderBy ' +
  'pad padEnd padStart partition pickBy property pull random range reduce reject remove repeat ' +
  'replace result reverse round sample set size slice snakeCase some sortBy split startCase ' +
  'startsWith sum sumBy tail take takeRight template times toArray toLower toNumber toPairs ' +
  'toString toUpper transform trim trimEnd trimStart truncate unescape union uniq uniqBy uniqueId ' +
  'unset unzip update upperCase upperFirst values without words zip zipObject'
).split(' ')
