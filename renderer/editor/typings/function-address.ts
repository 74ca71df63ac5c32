/** The start of the address of the function that is edited; a number and `.js` follow. */
export const FUNCTION_ADDRESS = 'hookbench://code/function-'
