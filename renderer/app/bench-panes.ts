/** The two halves of the bench, until they are resized: shares in percent, least widths in pixels. */
export const CODE_PANE = { share: 54, least: 220 }
export const SIDE_PANE = { share: 46, least: 240 }
