-- What would have been sent, on servers without SMTP: ./mitalk mail prints it.
CREATE TABLE mail_letter (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at         timestamptz NOT NULL,
    to_address text        NOT NULL,
    subject    text        NOT NULL,
    body       text        NOT NULL
);

CREATE INDEX mail_letter_at ON mail_letter (at);
