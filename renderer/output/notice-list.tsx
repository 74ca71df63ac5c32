import './call-list.css'

/** What of the run is not kept or not as it was: nothing is shortened in silence. */
export function NoticeList(props: { notices: readonly string[] }) {
  if (props.notices.length === 0) {
    return null
  }
  return (
    <ul className="notices scroll" aria-label="Notices">
      {props.notices.map((notice) => (
        <li key={notice}>{notice}</li>
      ))}
    </ul>
  )
}
