import { ChevronRight } from 'lucide-react'
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import type { Result } from '#preload/contract'
import { formatDate } from '../ui/format.ts'
import { ageWords } from './signature-words.ts'

type Details = NonNullable<Result<'signatures.check'>>['details']

/** What was compared with what, for those who look for the fault themselves. */
export function SignatureDetails(props: { details: Details }) {
  const { details } = props
  const rows: [string, string][] = [
    ['Where', details.place],
    ['Signed', details.message],
    ['How', [details.algorithm, details.encoding].join(', ')],
    ['Received', details.received.length === 0 ? 'nothing' : details.received.join('\n')],
    ...(details.expected === null ? [] : [expectedRow(details.expected)]),
    ...(details.timestamp === null ? [] : [timeRow(details, details.timestamp)]),
  ]
  return (
    <Disclosure className="signature-details">
      <Heading level={3}>
        <Button slot="trigger" className="signature-details-head">
          <ChevronRight size={13} aria-hidden="true" className="disclosure-chevron" />
          What was compared
        </Button>
      </Heading>
      <DisclosurePanel>
        <dl>
          {rows.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="mono">{value}</dd>
            </div>
          ))}
        </dl>
      </DisclosurePanel>
    </Disclosure>
  )
}

function expectedRow(expected: string): [string, string] {
  return ['Expected', expected]
}

function timeRow({ ageSeconds, toleranceSeconds }: Details, timestamp: string): [string, string] {
  const age = ageSeconds === null ? '' : `, ${ageWords(ageSeconds)}`
  const limit = toleranceSeconds === null ? '' : ` (at most ${toleranceSeconds} s are accepted)`
  return ['Signed at', `${formatDate(timestamp)}${age}${limit}`]
}
