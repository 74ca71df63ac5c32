/** The names of a query's parameters, without the token, which no function sees. */
export function queryNames(query: string): string[] {
  return [...new URLSearchParams(query).keys()].filter((name) => name !== 'b')
}
