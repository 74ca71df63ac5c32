import { Check, Monitor, Moon, Sun } from 'lucide-react'
import { IconButton } from '../ui/button.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import type { ThemePreference } from '../ui/theme.ts'

const themes = [
  { value: 'system', label: 'Follow the system', Icon: Monitor },
  { value: 'light', label: 'Light', Icon: Sun },
  { value: 'dark', label: 'Dark', Icon: Moon },
] as const

export interface ThemeMenuProps {
  readonly theme: ThemePreference
  readonly onChange: (theme: ThemePreference) => void
}

export function ThemeMenu(props: ThemeMenuProps) {
  const Current = themes.find((choice) => choice.value === props.theme)?.Icon ?? Monitor
  return (
    <Menu label="Theme" trigger={<IconButton label="Theme" icon={<Current size={15} />} />}>
      {themes.map(({ value, label, Icon }) => (
        <MenuItem
          key={value}
          icon={value === props.theme ? <Check size={14} /> : <Icon size={14} />}
          onAction={() => props.onChange(value)}
        >
          {label}
        </MenuItem>
      ))}
    </Menu>
  )
}
