# One HR project: the bot with the fewest rights it needs, an officer, two requesters, a group.
Setting.rest_api_enabled = '1'
Setting.default_language = 'en'
Setting.mail_from = 'rh@rh.example'
Setting.notified_events = %w(issue_added issue_updated issue_note_added)
Setting.issue_group_assignment = '1'
User.find_by(login: 'admin').update_columns(must_change_passwd: false)

trackers = Tracker.pluck(:id)
%w(rh rh-interne).each do |name|
  Project.find_by(identifier: name) ||
    Project.create!(name: name.upcase, identifier: name, is_public: false, tracker_ids: trackers, enabled_module_names: %w(issue_tracking))
end
rh = Project.find_by(identifier: 'rh')
%w(conges maladie remuneration-paie autre).each { |name| rh.issue_categories.find_or_create_by!(name: name) }
unless IssuePriority.exists?(50)
  IssuePriority.new(name: 'Haute').tap { |priority| priority.id = 50; priority.save! }
end

def role(name, visibility, permissions)
  Role.find_or_initialize_by(name: name).tap do |role|
    role.update!(permissions: permissions, issues_visibility: visibility, users_visibility: 'all')
  end
end
bot_role = role('Guichet RH', 'all', %i(view_issues edit_issues add_issue_notes set_notes_private view_private_notes view_issue_watchers add_issue_watchers))
officer_role = role('Gestionnaire RH', 'all', %i(view_issues add_issues edit_issues delete_issues add_issue_notes set_notes_private view_private_notes view_issue_watchers))
# without transitions a new status is dropped in silence
officer_role.copy_workflow_rules(Role.find_by(name: 'Manager'))
asker_role = role('Demandeur', 'own', %i(view_issues add_issues add_issue_notes))
weak_role = role('Guichet RH sans droits', 'all', %i(view_issues add_issue_notes))

def user(login, first, last, mail)
  User.find_by(login: login) ||
    User.new(firstname: first, lastname: last, mail: mail, language: 'en').tap do |user|
      user.login = login
      user.password = SecureRandom.hex(16)
      user.save!
    end
end

def join(project, principal, role)
  member = project.memberships.find_by(user_id: principal.id)
  member ? member.update!(role_ids: [role.id]) : Member.create!(project: project, principal: principal, roles: [role])
end
bot = user('triage-bot', 'Triage', 'Bot', 'bot@rh.example')
weak = user('weak-bot', 'Weak', 'Bot', 'weak@rh.example')
officer = user('agent1', 'Agent', 'RH', 'agent1@rh.example')
zoe = user('zoe', 'Zoé', 'Renard', 'zoe.renard@corp.example')
# Left as Redmine makes accounts: her address hidden, mails for what is assigned to her only.
alice = user('alice', 'Alice', 'Martin', 'alice@corp.example')
zoe.update!(mail_notification: 'only_my_events')
zoe.pref.update!(hide_mail: false)
group = Group.find_by(lastname: 'RH-Paie') || Group.create!(lastname: 'RH-Paie')
[[bot, bot_role], [weak, weak_role], [officer, officer_role], [zoe, asker_role], [alice, asker_role], [group, officer_role]].each { |who, as| join(rh, who, as) }

key_field = IssueCustomField.find_or_initialize_by(name: 'TriageKey')
key_field.update!(field_format: 'string', is_for_all: true, tracker_ids: trackers, is_filter: true, visible: false, role_ids: [bot_role.id, officer_role.id])

people = { bot: bot, weak: weak, officer: officer, zoe: zoe, alice: alice }
puts({ url: ARGV[0], key: people.transform_values(&:api_key) }.to_json)
