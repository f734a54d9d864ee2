CREATE TABLE "console_sessions" (
	"digest" "bytea" PRIMARY KEY NOT NULL,
	"user_id" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"digest" "bytea" PRIMARY KEY NOT NULL,
	"user_id" integer,
	"valid_until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_failures" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "sign_in_failures_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"bucket" "bytea" NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "users_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"login" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"language" text NOT NULL,
	"theme" text DEFAULT 'auto' NOT NULL,
	"shortcuts" boolean DEFAULT true NOT NULL,
	"password_hash" text,
	"totp_sealed" "bytea",
	"totp_step" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "users_role" CHECK ("users"."role" in ('reviewer', 'approver', 'admin')),
	CONSTRAINT "users_language" CHECK ("users"."language" in ('ru', 'kk', 'en')),
	CONSTRAINT "users_theme" CHECK ("users"."theme" in ('auto', 'light', 'dark')),
	CONSTRAINT "users_secrets" CHECK (("users"."password_hash" is null) = ("users"."totp_sealed" is null))
);
--> statement-breakpoint
CREATE TABLE "calls" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "calls_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"person_id" integer NOT NULL,
	"day" date NOT NULL,
	"from_hour" integer NOT NULL,
	"to_hour" integer NOT NULL,
	"calls" integer NOT NULL,
	"night" integer NOT NULL,
	"messages" integer NOT NULL,
	"words_sealed" "bytea" NOT NULL,
	"noted_by" text NOT NULL,
	"noted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "calls_hours" CHECK ("calls"."from_hour" between 0 and 23 and "calls"."to_hour" > "calls"."from_hour" and "calls"."to_hour" <= 24),
	CONSTRAINT "calls_counts" CHECK ("calls"."night" between 0 and "calls"."calls" and "calls"."messages" >= 0)
);
--> statement-breakpoint
CREATE TABLE "captures" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "captures_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"platform" text NOT NULL,
	"ad_digest" "bytea" NOT NULL,
	"ad_sealed" "bytea" NOT NULL,
	"run_id" integer NOT NULL,
	"purpose" text DEFAULT 'match' NOT NULL,
	"state" text NOT NULL,
	"folder" text NOT NULL,
	"files" integer DEFAULT 0 NOT NULL,
	"sealed" boolean DEFAULT false NOT NULL,
	"manifest_sha256" text,
	"captured_at" timestamp with time zone NOT NULL,
	"steps" jsonb NOT NULL,
	"held_at" timestamp with time zone,
	"held_by" text,
	"held_reason" text,
	"destroyed_at" timestamp with time zone,
	"destroyed_by" text,
	CONSTRAINT "captures_state" CHECK ("captures"."state" in ('complete', 'partial', 'failed')),
	CONSTRAINT "captures_purpose" CHECK ("captures"."purpose" in ('match', 'removal', 'recheck')),
	CONSTRAINT "captures_manifest" CHECK ("captures"."state" <> 'complete' or "captures"."manifest_sha256" is not null),
	CONSTRAINT "captures_held" CHECK (("captures"."held_at" is null) = ("captures"."held_by" is null)),
	CONSTRAINT "captures_destroyed" CHECK (("captures"."destroyed_at" is null) = ("captures"."destroyed_by" is null) and ("captures"."destroyed_at" is null or "captures"."held_at" is null))
);
--> statement-breakpoint
CREATE TABLE "evidence_head" (
	"single" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"seq" integer NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "evidence_head_single" CHECK ("evidence_head"."single")
);
--> statement-breakpoint
CREATE TABLE "evidence_log" (
	"seq" integer PRIMARY KEY NOT NULL,
	"previous" text NOT NULL,
	"body_sha256" text NOT NULL,
	"hash" text NOT NULL,
	"body" text NOT NULL,
	CONSTRAINT "evidence_log_hash_unique" UNIQUE("hash"),
	CONSTRAINT "evidence_log_seq" CHECK ("evidence_log"."seq" > 0)
);
--> statement-breakpoint
CREATE TABLE "lookups" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "lookups_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"platform" text NOT NULL,
	"ad_id" text NOT NULL,
	"content_digest" "bytea" NOT NULL,
	"url" text,
	"score" integer NOT NULL,
	"parts" jsonb NOT NULL,
	"why" text NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"scored_at" timestamp with time zone NOT NULL,
	"answered_at" timestamp with time zone,
	"answered_by" text,
	CONSTRAINT "lookups_state" CHECK ("lookups"."state" in ('open', 'answered', 'gone')),
	CONSTRAINT "lookups_why" CHECK ("lookups"."why" in ('login', 'captcha', 'cap', 'refused', 'blocked', 'throttled', 'disallowed', 'waiting', 'no-reveal', 'budget', 'unread')),
	CONSTRAINT "lookups_answer" CHECK (("lookups"."state" = 'open') = ("lookups"."url" is not null) and ("lookups"."state" = 'open') = ("lookups"."answered_at" is null) and ("lookups"."answered_at" is null) = ("lookups"."answered_by" is null))
);
--> statement-breakpoint
CREATE TABLE "reveal_days" (
	"platform" text NOT NULL,
	"day" date NOT NULL,
	"used" integer NOT NULL,
	"ended_why" text,
	"ended_sign" text,
	"ended_at" timestamp with time zone,
	CONSTRAINT "reveal_days_platform_day_pk" PRIMARY KEY("platform","day"),
	CONSTRAINT "reveal_days_end" CHECK (("reveal_days"."ended_why" is null) = ("reveal_days"."ended_at" is null) and ("reveal_days"."ended_why" is null or "reveal_days"."ended_why" in ('login', 'captcha', 'cap', 'refused', 'blocked', 'throttled', 'disallowed')))
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"platform" text PRIMARY KEY NOT NULL,
	"sealed" "bytea" NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	"saved_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "id_gaps" (
	"platform" text NOT NULL,
	"low" bigint NOT NULL,
	"high" bigint NOT NULL,
	CONSTRAINT "id_gaps_platform_low_pk" PRIMARY KEY("platform","low"),
	CONSTRAINT "id_gaps_order" CHECK ("id_gaps"."low" <= "id_gaps"."high")
);
--> statement-breakpoint
CREATE TABLE "id_walks" (
	"platform" text PRIMARY KEY NOT NULL,
	"newest" bigint NOT NULL,
	"generation" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "imports_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"state" text NOT NULL,
	"people" integer NOT NULL,
	"numbers" integer NOT NULL,
	"prepared_by" text NOT NULL,
	"prepared_at" timestamp with time zone NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"payload_sealed" "bytea",
	CONSTRAINT "imports_state" CHECK ("imports"."state" in ('waiting', 'approved', 'refused', 'lapsed')),
	CONSTRAINT "imports_payload" CHECK (("imports"."state" = 'waiting') = ("imports"."payload_sealed" is not null)),
	CONSTRAINT "imports_decided" CHECK (("imports"."state" = 'waiting') = ("imports"."decided_at" is null))
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"single" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"key_check" "bytea" NOT NULL,
	CONSTRAINT "installation_single" CHECK ("installation"."single")
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "alerts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"raised_at" timestamp with time zone NOT NULL,
	"told_at" timestamp with time zone,
	"cleared_at" timestamp with time zone,
	CONSTRAINT "alerts_kind" CHECK ("alerts"."kind" in ('new-match', 'blocked', 'changed', 'blind', 'uncovered', 'missed-night', 'consent-ends', 'import-waits'))
);
--> statement-breakpoint
CREATE TABLE "attacks" (
	"number_id" integer PRIMARY KEY NOT NULL,
	"declared_at" timestamp with time zone NOT NULL,
	"until" timestamp with time zone NOT NULL,
	CONSTRAINT "attacks_order" CHECK ("attacks"."until" > "attacks"."declared_at")
);
--> statement-breakpoint
CREATE TABLE "due_times" (
	"task" text PRIMARY KEY NOT NULL,
	"last_due" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "leases" (
	"name" text PRIMARY KEY NOT NULL,
	"holder" text,
	"machine" text,
	"pid" integer,
	"born" text,
	"held_until" timestamp with time zone NOT NULL,
	"quiet_until" timestamp with time zone NOT NULL,
	"wanted_until" timestamp with time zone NOT NULL,
	CONSTRAINT "leases_holder" CHECK (("leases"."holder" is null) = ("leases"."machine" is null))
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "messages_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"channel" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"tries" integer NOT NULL,
	"next_try_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	"last_trouble" text,
	CONSTRAINT "messages_channel" CHECK ("messages"."channel" in ('mail', 'telegram', 'webhook', 'heartbeat'))
);
--> statement-breakpoint
CREATE TABLE "matches" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "matches_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"platform" text NOT NULL,
	"ad_digest" "bytea" NOT NULL,
	"ad_sealed" "bytea" NOT NULL,
	"number_id" integer NOT NULL,
	"run_id" integer NOT NULL,
	"state" text NOT NULL,
	"strength" text NOT NULL,
	"how" text NOT NULL,
	"where_seen" jsonb NOT NULL,
	"listing_sealed" "bytea" NOT NULL,
	"compared_sealed" "bytea" NOT NULL,
	"photos_sealed" "bytea",
	"first_seen_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"presence" text DEFAULT 'live' NOT NULL,
	"presence_since" timestamp with time zone,
	"rechecked_at" timestamp with time zone,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"decision_reason" text,
	CONSTRAINT "matches_state_known" CHECK ("matches"."state" in ('new', 'confirmed', 'dismissed')),
	CONSTRAINT "matches_strength" CHECK ("matches"."strength" in ('strong', 'weak')),
	CONSTRAINT "matches_how" CHECK ("matches"."how" in ('field', 'link', 'plain', 'disguised', 'picture', 'split')),
	CONSTRAINT "matches_presence" CHECK ("matches"."presence" in ('live', 'gone-once', 'removed', 'returned')),
	CONSTRAINT "matches_decision" CHECK (("matches"."state" = 'new') = ("matches"."decided_by" is null) and ("matches"."decided_by" is null) = ("matches"."decided_at" is null))
);
--> statement-breakpoint
CREATE TABLE "notice_matches" (
	"notice_id" integer NOT NULL,
	"match_id" integer NOT NULL,
	CONSTRAINT "notice_matches_notice_id_match_id_pk" PRIMARY KEY("notice_id","match_id")
);
--> statement-breakpoint
CREATE TABLE "notice_numbers" (
	"year" integer PRIMARY KEY NOT NULL,
	"last" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notice_replies" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notice_replies_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"notice_id" integer NOT NULL,
	"kind" text NOT NULL,
	"source_sha256" text NOT NULL,
	"source_sealed" "bytea" NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"filed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "notice_replies_kind" CHECK ("notice_replies"."kind" in ('reply', 'auto-reply', 'bounce'))
);
--> statement-breakpoint
CREATE TABLE "notice_steps" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notice_steps_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"notice_id" integer NOT NULL,
	"move" text NOT NULL,
	"from_state" text NOT NULL,
	"to_state" text NOT NULL,
	"actor" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"evidence_id" integer,
	"channel" text,
	"ticket" text,
	"reason" text,
	"note_sealed" "bytea",
	CONSTRAINT "notice_steps_move" CHECK ("notice_steps"."move" in ('approve', 'revise', 'withdraw', 'send', 'acknowledge', 'bounce', 'refuse', 'comply-partly', 'remove', 'fall-silent', 'monitor', 'reappear', 'close')),
	CONSTRAINT "notice_steps_from" CHECK ("notice_steps"."from_state" in ('draft', 'approved', 'sent', 'acknowledged', 'bounced', 'refused', 'partly', 'removed', 'silent', 'monitoring', 'closed')),
	CONSTRAINT "notice_steps_to" CHECK ("notice_steps"."to_state" in ('draft', 'approved', 'sent', 'acknowledged', 'bounced', 'refused', 'partly', 'removed', 'silent', 'monitoring', 'closed')),
	CONSTRAINT "notice_steps_proof" CHECK ("notice_steps"."move" not in ('remove', 'reappear') or "notice_steps"."evidence_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notices_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"reference" text NOT NULL,
	"platform" text,
	"addressee" text NOT NULL,
	"kind" text NOT NULL,
	"language" text NOT NULL,
	"follows_id" integer,
	"state" text NOT NULL,
	"state_since" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"approved_at" timestamp with time zone,
	"approved_by" text,
	"responsible" text,
	"sent_at" timestamp with time zone,
	"channel" text,
	"ticket" text,
	"sending_since" timestamp with time zone,
	"received_at" timestamp with time zone,
	"content_sealed" "bytea" NOT NULL,
	"folder" text,
	"file_digests" jsonb NOT NULL,
	"edited_file" text,
	CONSTRAINT "notices_reference_unique" UNIQUE("reference"),
	CONSTRAINT "notices_kind" CHECK ("notices"."kind" in ('takedown', 'reminder-1', 'reminder-2', 'back-again', 'prevention', 'preservation', 'authority-complaint', 'police-statement', 'prosecutor-complaint', 'operator-request', 'notary-request', 'lawyer-cover')),
	CONSTRAINT "notices_language" CHECK ("notices"."language" in ('ru', 'kk', 'en')),
	CONSTRAINT "notices_state" CHECK ("notices"."state" in ('draft', 'approved', 'sent', 'acknowledged', 'bounced', 'refused', 'partly', 'removed', 'silent', 'monitoring', 'closed')),
	CONSTRAINT "notices_approved" CHECK ("notices"."state" in ('draft', 'closed') or ("notices"."approved_by" is not null and "notices"."approved_at" is not null)),
	CONSTRAINT "notices_sent" CHECK (("notices"."sent_at" is null) = ("notices"."channel" is null)),
	CONSTRAINT "notices_sent_approved" CHECK ("notices"."sent_at" is null or "notices"."approved_at" is not null),
	CONSTRAINT "notices_received" CHECK ("notices"."received_at" is null or "notices"."sent_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "template_checks" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "template_checks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"language" text NOT NULL,
	"text_sha256" text NOT NULL,
	"checked_by" text NOT NULL,
	"checked_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "consents_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"person_id" integer NOT NULL,
	"operator_name" text NOT NULL,
	"operator_bin" text NOT NULL,
	"subject_name_sealed" "bytea" NOT NULL,
	"valid_until" timestamp with time zone NOT NULL,
	"third_parties" boolean NOT NULL,
	"cross_border" boolean NOT NULL,
	"public_distribution" boolean NOT NULL,
	"data_list" text[] NOT NULL,
	"other" text NOT NULL,
	"scopes" text[] NOT NULL,
	"language" text NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	"given_how" text NOT NULL,
	"verified_by" text NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_by" text,
	CONSTRAINT "consents_language" CHECK ("consents"."language" in ('ru', 'kk', 'en')),
	CONSTRAINT "consents_scopes" CHECK ("consents"."scopes" <@ array['scan', 'site-search', 'letters', 'police', 'export']::text[])
);
--> statement-breakpoint
CREATE TABLE "numbers" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "numbers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"person_id" integer NOT NULL,
	"sealed" "bytea" NOT NULL,
	"control_how" text NOT NULL,
	"control_verified_by" text NOT NULL,
	"control_verified_at" timestamp with time zone NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	"generation" integer NOT NULL,
	"retired_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "persons" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "persons_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name_sealed" "bytea" NOT NULL,
	"language" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" text,
	"ended_how" text,
	"destroy_on" date,
	"destroyed_at" timestamp with time zone,
	"held_at" timestamp with time zone,
	"held_by" text,
	"held_reason" text,
	CONSTRAINT "persons_language" CHECK ("persons"."language" in ('ru', 'kk', 'en')),
	CONSTRAINT "persons_ended_how" CHECK ("persons"."ended_how" in ('ended', 'withdrawn')),
	CONSTRAINT "persons_ended" CHECK (("persons"."ended_at" is null) = ("persons"."ended_how" is null) and ("persons"."ended_at" is null) = ("persons"."destroy_on" is null)),
	CONSTRAINT "persons_held" CHECK (("persons"."held_at" is null) = ("persons"."held_by" is null)),
	CONSTRAINT "persons_destroyed" CHECK ("persons"."destroyed_at" is null or ("persons"."ended_at" is not null and "persons"."held_at" is null))
);
--> statement-breakpoint
CREATE TABLE "photos_read" (
	"digest" "bytea" PRIMARY KEY NOT NULL,
	"seen_on" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "breakers" (
	"platform" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"why" text NOT NULL,
	"failures" integer NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"open_until" timestamp with time zone NOT NULL,
	CONSTRAINT "breakers_kind" CHECK ("breakers"."kind" in ('blocked', 'throttled')),
	CONSTRAINT "breakers_failures" CHECK ("breakers"."failures" > 0),
	CONSTRAINT "breakers_order" CHECK ("breakers"."open_until" >= "breakers"."opened_at")
);
--> statement-breakpoint
CREATE TABLE "probes" (
	"platform" text PRIMARY KEY NOT NULL,
	"probed_at" timestamp with time zone NOT NULL,
	"index" jsonb NOT NULL,
	"listing" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "robots_files" (
	"origin" text PRIMARY KEY NOT NULL,
	"status" integer NOT NULL,
	"body" text NOT NULL,
	"fetched_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "match_returns" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "match_returns_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"removed_match_id" integer NOT NULL,
	"match_id" integer NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"reasons" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rechecks" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "rechecks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"match_id" integer NOT NULL,
	"run_id" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"reading" text NOT NULL,
	"places" jsonb NOT NULL,
	"capture_id" integer,
	CONSTRAINT "rechecks_reading" CHECK ("rechecks"."reading" in ('live', 'removed', 'unknown'))
);
--> statement-breakpoint
CREATE TABLE "covered" (
	"platform" text PRIMARY KEY NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"run_id" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "looked_at" (
	"platform" text NOT NULL,
	"ad_id" text NOT NULL,
	"content_digest" "bytea" NOT NULL,
	"seen_on" date NOT NULL,
	CONSTRAINT "looked_at_platform_ad_id_pk" PRIMARY KEY("platform","ad_id")
);
--> statement-breakpoint
CREATE TABLE "loose_ads" (
	"platform" text NOT NULL,
	"walk" text NOT NULL,
	"ad_id" text NOT NULL,
	"run_id" integer NOT NULL,
	CONSTRAINT "loose_ads_platform_walk_ad_id_pk" PRIMARY KEY("platform","walk","ad_id")
);
--> statement-breakpoint
CREATE TABLE "runs" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "runs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"platform" text NOT NULL,
	"job" uuid,
	"generation" integer,
	"started_at" timestamp with time zone NOT NULL,
	"alive_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"state" text NOT NULL,
	"coverage" text,
	"reasons" jsonb NOT NULL,
	"counts" jsonb NOT NULL,
	CONSTRAINT "runs_kind" CHECK ("runs"."kind" in ('sweep', 'scan', 'pulse', 'check', 'recheck', 'expand')),
	CONSTRAINT "runs_state" CHECK ("runs"."state" in ('running', 'ended', 'interrupted')),
	CONSTRAINT "runs_coverage" CHECK (("runs"."state" = 'running') = ("runs"."coverage" is null) and ("runs"."coverage" is null or "runs"."coverage" in ('complete', 'partial', 'blind')))
);
--> statement-breakpoint
CREATE TABLE "walks" (
	"run_id" integer NOT NULL,
	"walk" text NOT NULL,
	"next_page" integer NOT NULL,
	"next_address" text,
	"pages" integer NOT NULL,
	"unreadable_in_a_row" integer NOT NULL,
	"known_in_a_row" integer NOT NULL,
	"cards_seen" integer NOT NULL,
	"total" integer,
	"missed" jsonb NOT NULL,
	"end" text,
	CONSTRAINT "walks_run_id_walk_pk" PRIMARY KEY("run_id","walk")
);
--> statement-breakpoint
CREATE TABLE "check_links" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "check_links_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"check_id" integer NOT NULL,
	"place" integer NOT NULL,
	"platform" text,
	"ad_sealed" "bytea",
	"job" uuid,
	"not_asked" text,
	CONSTRAINT "check_links_asked" CHECK (("check_links"."job" is null) = ("check_links"."not_asked" is not null))
);
--> statement-breakpoint
CREATE TABLE "checks" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "checks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"asked_by" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"sightings" jsonb
);
--> statement-breakpoint
CREATE TABLE "scan_jobs" (
	"scan_id" integer NOT NULL,
	"platform" text NOT NULL,
	"job" uuid NOT NULL,
	CONSTRAINT "scan_jobs_scan_id_platform_pk" PRIMARY KEY("scan_id","platform")
);
--> statement-breakpoint
CREATE TABLE "scans" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "scans_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"number_id" integer NOT NULL,
	"started_by" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"stopped_by" text,
	"stopped_at" timestamp with time zone,
	CONSTRAINT "scans_stopped" CHECK (("scans"."stopped_at" is null) = ("scans"."stopped_by" is null))
);
--> statement-breakpoint
ALTER TABLE "console_sessions" ADD CONSTRAINT "console_sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "captures" ADD CONSTRAINT "captures_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "id_gaps" ADD CONSTRAINT "id_gaps_platform_id_walks_platform_fk" FOREIGN KEY ("platform") REFERENCES "public"."id_walks"("platform") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attacks" ADD CONSTRAINT "attacks_number_id_numbers_id_fk" FOREIGN KEY ("number_id") REFERENCES "public"."numbers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matches" ADD CONSTRAINT "matches_number_id_numbers_id_fk" FOREIGN KEY ("number_id") REFERENCES "public"."numbers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matches" ADD CONSTRAINT "matches_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_matches" ADD CONSTRAINT "notice_matches_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_matches" ADD CONSTRAINT "notice_matches_match_id_matches_id_fk" FOREIGN KEY ("match_id") REFERENCES "public"."matches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_replies" ADD CONSTRAINT "notice_replies_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_steps" ADD CONSTRAINT "notice_steps_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_steps" ADD CONSTRAINT "notice_steps_evidence_id_captures_id_fk" FOREIGN KEY ("evidence_id") REFERENCES "public"."captures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_follows_id_notices_id_fk" FOREIGN KEY ("follows_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "numbers" ADD CONSTRAINT "numbers_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_returns" ADD CONSTRAINT "match_returns_removed_match_id_matches_id_fk" FOREIGN KEY ("removed_match_id") REFERENCES "public"."matches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_returns" ADD CONSTRAINT "match_returns_match_id_matches_id_fk" FOREIGN KEY ("match_id") REFERENCES "public"."matches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rechecks" ADD CONSTRAINT "rechecks_match_id_matches_id_fk" FOREIGN KEY ("match_id") REFERENCES "public"."matches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rechecks" ADD CONSTRAINT "rechecks_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rechecks" ADD CONSTRAINT "rechecks_capture_id_captures_id_fk" FOREIGN KEY ("capture_id") REFERENCES "public"."captures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "covered" ADD CONSTRAINT "covered_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "walks" ADD CONSTRAINT "walks_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_links" ADD CONSTRAINT "check_links_check_id_checks_id_fk" FOREIGN KEY ("check_id") REFERENCES "public"."checks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scan_jobs" ADD CONSTRAINT "scan_jobs_scan_id_scans_id_fk" FOREIGN KEY ("scan_id") REFERENCES "public"."scans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scans" ADD CONSTRAINT "scans_number_id_numbers_id_fk" FOREIGN KEY ("number_id") REFERENCES "public"."numbers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "console_sessions_user" ON "console_sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sign_in_failures_bucket" ON "sign_in_failures" USING btree ("bucket","at");--> statement-breakpoint
CREATE UNIQUE INDEX "users_login" ON "users" USING btree ("login");--> statement-breakpoint
CREATE INDEX "calls_person" ON "calls" USING btree ("person_id","day");--> statement-breakpoint
CREATE INDEX "calls_newest" ON "calls" USING btree ("day","id");--> statement-breakpoint
CREATE INDEX "captures_ad" ON "captures" USING btree ("ad_digest");--> statement-breakpoint
CREATE UNIQUE INDEX "lookups_ad" ON "lookups" USING btree ("platform","ad_id");--> statement-breakpoint
CREATE INDEX "lookups_best" ON "lookups" USING btree ("platform","state","score");--> statement-breakpoint
CREATE INDEX "lookups_queue" ON "lookups" USING btree ("state","score","id");--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_standing" ON "alerts" USING btree ("kind","subject") WHERE "alerts"."cleared_at" is null;--> statement-breakpoint
CREATE INDEX "alerts_untold" ON "alerts" USING btree ("told_at");--> statement-breakpoint
CREATE INDEX "messages_unsent" ON "messages" USING btree ("sent_at","next_try_at");--> statement-breakpoint
CREATE UNIQUE INDEX "matches_ad_number" ON "matches" USING btree ("ad_digest","number_id");--> statement-breakpoint
CREATE INDEX "matches_state" ON "matches" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "matches_platform" ON "matches" USING btree ("platform","id");--> statement-breakpoint
CREATE INDEX "matches_number" ON "matches" USING btree ("number_id","id");--> statement-breakpoint
CREATE INDEX "matches_presence_news" ON "matches" USING btree ("presence","id");--> statement-breakpoint
CREATE INDEX "notice_matches_match" ON "notice_matches" USING btree ("match_id");--> statement-breakpoint
CREATE UNIQUE INDEX "notice_replies_source" ON "notice_replies" USING btree ("notice_id","source_sha256");--> statement-breakpoint
CREATE INDEX "notice_steps_notice" ON "notice_steps" USING btree ("notice_id","id");--> statement-breakpoint
CREATE INDEX "notices_platform" ON "notices" USING btree ("platform","state");--> statement-breakpoint
CREATE INDEX "notices_follows" ON "notices" USING btree ("follows_id");--> statement-breakpoint
CREATE INDEX "consents_person" ON "consents" USING btree ("person_id","id");--> statement-breakpoint
CREATE INDEX "numbers_person" ON "numbers" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "photos_read_seen_on" ON "photos_read" USING btree ("seen_on");--> statement-breakpoint
CREATE UNIQUE INDEX "match_returns_pair" ON "match_returns" USING btree ("removed_match_id","match_id","seen_at");--> statement-breakpoint
CREATE INDEX "rechecks_match" ON "rechecks" USING btree ("match_id","id");--> statement-breakpoint
CREATE INDEX "looked_at_seen_on" ON "looked_at" USING btree ("seen_on");--> statement-breakpoint
CREATE INDEX "runs_platform" ON "runs" USING btree ("platform","kind","id");--> statement-breakpoint
CREATE INDEX "runs_nights" ON "runs" USING btree ("kind","started_at");--> statement-breakpoint
CREATE UNIQUE INDEX "check_links_place" ON "check_links" USING btree ("check_id","place");--> statement-breakpoint
CREATE INDEX "scan_jobs_job" ON "scan_jobs" USING btree ("job");--> statement-breakpoint
CREATE INDEX "scans_number" ON "scans" USING btree ("number_id","id");