# The image of web, worker, beat and the migrate step: one image, four commands (docker-compose.yml).

FROM node:22-bookworm AS static
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
COPY interface interface
RUN python3 -m interface.build_static

FROM python:3.11-slim-bookworm AS packages
COPY requirements/base.txt .
RUN python -m venv /opt/assent \
 && /opt/assent/bin/pip install --no-cache-dir --require-hashes --requirement base.txt

FROM python:3.11-slim-bookworm
ENV PATH=/opt/assent/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 ASSENT_VAR=/var/lib/assent
# pg_dump and pg_restore, for `manage.py backup` and `restore`: of the release of PostgreSQL that docker-compose.yml runs.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends postgresql-client-15 \
 && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/assent assent
WORKDIR /srv/assent
COPY --from=packages /opt/assent /opt/assent
COPY . .
COPY --from=static /build/static/build static/build
# collectstatic needs settings, not secrets: these are made up here and forgotten.
RUN ASSENT_SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
    ASSENT_ADDRESS=https://build.invalid ASSENT_VAR=/tmp/build \
    python manage.py collectstatic --no-input \
 && rm -rf /tmp/build
USER assent
EXPOSE 8000
CMD ["gunicorn", "--config", "python:config.gunicorn", "config.wsgi"]
