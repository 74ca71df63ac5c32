/** The capture service by itself, on the database of the folder that it is given. */
import '../../unit/capture/capture-child.ts'

process.on('message', () => process.send?.(process.memoryUsage().rss))
