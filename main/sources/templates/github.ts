import { signingSecret, template } from './template.ts'

const code = `// GitHub webhooks: https://developer.github.com/webhooks
// The kind of event is in a header, what happened to it in body.action.

async function onRequest(request, settings) {
  checkSignature(request, settings)
  const kind = request.headers.get('X-GitHub-Event')
  const body = request.json()

  if (kind === 'ping') {
    console.log('The webhook is set up:', body.zen)
    return
  }
  if (kind === 'issues') {
    return trackIssue(request, body)
  }
  if (kind === 'star') {
    return trackStar(request, body)
  }
  throw new EventNotSupported('GitHub ' + kind + ' is not handled here')
}

function trackIssue(request, { action, issue, repository, sender }) {
  Segment.track({
    event: 'Issue ' + _.startCase(action),
    userId: String(sender.id),
    messageId: request.headers.get('X-GitHub-Delivery'),
    timestamp: issue.updated_at,
    properties: {
      repository: repository.full_name,
      number: issue.number,
      title: issue.title,
      labels: issue.labels.map(label => label.name),
      comments: issue.comments,
      url: issue.html_url
    }
  })

  Segment.set({
    collection: 'github_issues',
    id: String(issue.id),
    properties: {
      repository: repository.full_name,
      number: issue.number,
      title: issue.title,
      state: issue.state,
      author: issue.user.login
    }
  })
}

function trackStar(request, { action, starred_at, repository, sender }) {
  Segment.track({
    event: action === 'created' ? 'Repository Starred' : 'Repository Unstarred',
    userId: String(sender.id),
    messageId: request.headers.get('X-GitHub-Delivery'),
    timestamp: starred_at,
    properties: {
      repository: repository.full_name,
      stars: repository.stargazers_count
    }
  })
}

function checkSignature(request, settings) {
  if (!settings.webhookSecret) {
    return
  }
  const expected = 'sha256=' + crypto
    .createHmac('sha256', settings.webhookSecret)
    .update(request.text())
    .digest('hex')
  if (request.headers.get('X-Hub-Signature-256') !== expected) {
    throw new InvalidEventPayload('The signature is not one of GitHub with this secret')
  }
}
`

export const github = template({
  id: 'github',
  name: 'GitHub',
  description: 'Issues and stars of a repository, with the signature checked.',
  keywords: 'git repository issue star pull request code',
  code,
  signedBy: 'github',
  settings: [
    signingSecret(
      'Webhook Secret',
      'The secret that was entered for this webhook in the settings of the repository',
      'sample-replace-with-yours',
      'webhookSecret',
    ),
  ],
  headers: [
    ['Accept', '*/*'],
    ['Content-Type', 'application/json'],
    ['User-Agent', 'GitHub-Hookshot/044aadd'],
    ['X-GitHub-Delivery', '72d3162e-cc78-11e3-81ab-4c9367dc0958'],
    ['X-GitHub-Event', 'issues'],
    ['X-GitHub-Hook-ID', '292430182'],
    ['X-GitHub-Hook-Installation-Target-ID', '186853002'],
    ['X-GitHub-Hook-Installation-Target-Type', 'repository'],
    ['X-Hub-Signature-256', 'sha256='],
  ],
  body: {
    action: 'opened',
    issue: {
      url: 'https://api.github.com/repos/acme/anvil/issues/118',
      html_url: 'https://github.com/acme/anvil/issues/118',
      id: 492518042,
      node_id: 'MDU6SXNzdWU0OTI1MTgwNDI=',
      number: 118,
      title: 'Anvil rings at the wrong pitch',
      user: {
        login: 'ada-martin',
        id: 5831264,
        avatar_url: 'https://avatars1.githubusercontent.com/u/5831264?v=4',
        html_url: 'https://github.com/ada-martin',
        type: 'User',
        site_admin: false,
      },
      labels: [
        {
          id: 1362934389,
          url: 'https://api.github.com/repos/acme/anvil/labels/bug',
          name: 'bug',
          color: 'd73a4a',
          default: true,
        },
      ],
      state: 'open',
      locked: false,
      assignee: null,
      assignees: [],
      milestone: null,
      comments: 0,
      created_at: '2019-09-11T14:03:27Z',
      updated_at: '2019-09-11T14:03:27Z',
      closed_at: null,
      author_association: 'CONTRIBUTOR',
      body: 'Since 2.4 the anvil rings a third too low.',
    },
    repository: {
      id: 186853002,
      node_id: 'MDEwOlJlcG9zaXRvcnkxODY4NTMwMDI=',
      name: 'anvil',
      full_name: 'acme/anvil',
      private: false,
      owner: { login: 'acme', id: 21031067, type: 'Organization' },
      html_url: 'https://github.com/acme/anvil',
      description: 'Heavy things that ring',
      fork: false,
      created_at: '2019-05-15T15:19:25Z',
      updated_at: '2019-09-10T08:11:02Z',
      pushed_at: '2019-09-11T09:40:51Z',
      stargazers_count: 213,
      language: 'JavaScript',
      forks_count: 17,
      open_issues_count: 9,
      default_branch: 'master',
    },
    sender: { login: 'ada-martin', id: 5831264, type: 'User', site_admin: false },
  },
  output: {
    events: [
      {
        type: 'track',
        event: 'Issue Opened',
        properties: {
          repository: 'acme/anvil',
          number: 118,
          title: 'Anvil rings at the wrong pitch',
          labels: ['bug'],
          comments: 0,
          url: 'https://github.com/acme/anvil/issues/118',
        },
        userId: '5831264',
        messageId: '72d3162e-cc78-11e3-81ab-4c9367dc0958',
        timestamp: '2019-09-11T14:03:27Z',
      },
    ],
    objects: [
      {
        collection: 'github_issues',
        id: '492518042',
        properties: {
          repository: 'acme/anvil',
          number: 118,
          title: 'Anvil rings at the wrong pitch',
          state: 'open',
          author: 'ada-martin',
        },
      },
    ],
  },
})
