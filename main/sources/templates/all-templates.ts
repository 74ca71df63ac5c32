/** Every template, in the order in which the user sees them. */
import { calendly } from './calendly.ts'
import { close } from './close.ts'
import { defaultTemplate } from './default.ts'
import { drift } from './drift.ts'
import { github } from './github.ts'
import { hubspot } from './hubspot.ts'
import { intercom } from './intercom.ts'
import { legacy } from './legacy.ts'
import { paypal } from './paypal.ts'
import { pipedrive } from './pipedrive.ts'
import { sendgrid } from './sendgrid.ts'
import { shopify } from './shopify.ts'
import { slack } from './slack.ts'
import { stripe } from './stripe.ts'
import { surveyMonkey } from './survey-monkey.ts'
import type { Template } from './template.ts'
import { twilio } from './twilio.ts'
import { typeform } from './typeform.ts'
import { zendesk } from './zendesk.ts'
import { zuora } from './zuora.ts'

export const templates: readonly Template[] = [
  defaultTemplate,
  stripe,
  github,
  shopify,
  paypal,
  typeform,
  surveyMonkey,
  pipedrive,
  close,
  drift,
  zuora,
  slack,
  twilio,
  sendgrid,
  intercom,
  hubspot,
  zendesk,
  calendly,
  legacy,
]
