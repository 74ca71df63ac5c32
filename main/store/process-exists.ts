/** Whether a process of this machine has that number now; another one may have had it before. */
export function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it is there, but another user's. Only what is known to be gone is gone.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}
