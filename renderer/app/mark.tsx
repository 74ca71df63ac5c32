/** The product's mark: a hook that catches what is dropped on it. */
export function Mark(props: { size: number }) {
  return (
    <svg
      className="mark"
      width={props.size}
      height={props.size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M7 3.5v10.25a5 5 0 0 0 10 0V12" />
      <path d="m13.5 15 3.5-3.5 3.5 3.5" />
    </svg>
  )
}
