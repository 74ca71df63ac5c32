import { Fold } from '../ui/fold.tsx'
import './call-list.css'

export interface NoticeListProps {
  readonly notices: readonly string[]
  /** There is little room. */
  readonly isLow: boolean
}

/** What of the run is not kept or not as it was: nothing is shortened in silence. */
export function NoticeList({ notices, isLow }: NoticeListProps) {
  if (notices.length === 0) {
    return null
  }
  const list = (
    <ul aria-label="Notices">
      {notices.map((notice) => (
        <li key={notice}>{notice}</li>
      ))}
    </ul>
  )
  return isLow ? (
    <Fold
      label="Notices of the run"
      className="notices scroll"
      title={`Notices (${notices.length})`}
      isClosed
    >
      {list}
    </Fold>
  ) : (
    <div className="notices scroll">{list}</div>
  )
}
