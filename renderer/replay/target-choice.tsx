import { X } from 'lucide-react'
import { useState } from 'react'
import type { Result } from '#preload/contract'
import { Button, IconButton } from '../ui/button.tsx'
import { Checkbox, TextField } from '../ui/field.tsx'
import { isHttpUrl } from '../ui/is-http-url.ts'
import {
  forgetUrl,
  NO_URL,
  rememberedUrls,
  rememberUrl,
  withTypedUrl,
  type ReplayDraft,
} from './replay-draft.ts'

export interface TargetChoiceProps {
  readonly sources: Result<'sources.list'>
  /** The source of the event: it stands first. */
  readonly ownId: string
  readonly openWindows: ReadonlySet<string>
  readonly draft: ReplayDraft
  readonly onChange: (part: Partial<ReplayDraft>) => void
  readonly onOpenWindow: (sourceId: string) => void
}

/** Own source first, then the others, then every address that was used before. */
export function TargetChoice(props: TargetChoiceProps) {
  const { draft, sources, ownId, openWindows } = props
  const [urls, setUrls] = useState(rememberedUrls)
  const shown = [...urls, ...draft.urls.filter((url) => !urls.includes(url))]
  const ordered = [
    ...sources.filter(({ id }) => id === ownId),
    ...sources.filter(({ id }) => id !== ownId),
  ]
  const addTyped = (): void => {
    rememberUrl(draft.typedUrl.trim())
    setUrls(rememberedUrls())
    props.onChange(withTypedUrl(draft))
  }
  return (
    <fieldset className="replay-group">
      <legend className="field-label">Send to</legend>
      <ul className="replay-targets">
        {ordered.map(({ id, name }) => {
          const isChosen = draft.sourceIds.includes(id)
          return (
            <li key={id} className="replay-target">
              <Checkbox
                isSelected={isChosen}
                onChange={(isOn) =>
                  props.onChange({ sourceIds: toggle(draft.sourceIds, id, isOn) })
                }
              >
                <span className="truncate">
                  {name}
                  {id === ownId && <span className="muted"> (this source)</span>}
                </span>
              </Checkbox>
              {isChosen && !openWindows.has(id) && (
                <>
                  <span className="replay-closed">Its capture window is closed</span>
                  <Button size="small" onPress={() => props.onOpenWindow(id)}>
                    Open it
                  </Button>
                </>
              )}
            </li>
          )
        })}
        {shown.map((url) => (
          <li key={url} className="replay-target">
            <Checkbox
              isSelected={draft.urls.includes(url)}
              onChange={(isOn) => props.onChange({ urls: toggle(draft.urls, url, isOn) })}
            >
              <span className="truncate mono">{url}</span>
            </Checkbox>
            <span className="grow" />
            <IconButton
              label={`Forget ${url}`}
              size="small"
              icon={<X size={12} />}
              onPress={() => {
                forgetUrl(url)
                setUrls(rememberedUrls())
                props.onChange({ urls: draft.urls.filter((other) => other !== url) })
              }}
            />
          </li>
        ))}
      </ul>
      <AddUrl
        text={draft.typedUrl}
        onType={(typedUrl) => props.onChange({ typedUrl })}
        onAdd={addTyped}
      />
    </fieldset>
  )
}

function toggle(list: readonly string[], item: string, isOn: boolean): string[] {
  return isOn ? [...list, item] : list.filter((other) => other !== item)
}

function AddUrl(props: { text: string; onType: (text: string) => void; onAdd: () => void }) {
  const [isWrong, setWrong] = useState(false)
  return (
    <form
      className="replay-add"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const isRight = isHttpUrl(props.text.trim())
        setWrong(!isRight)
        if (isRight) {
          props.onAdd()
        }
      }}
    >
      <TextField
        label="Another URL"
        labelHidden
        mono
        placeholder="http://localhost:3000/webhooks"
        value={props.text}
        onChange={(next) => {
          props.onType(next)
          setWrong(false)
        }}
        error={isWrong ? NO_URL : undefined}
      />
      <Button type="submit">Add URL</Button>
    </form>
  )
}
