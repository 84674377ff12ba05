package dev.hilo.webhook.access;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * Names the identity provider for calls to the journal and for no others. A tenant that is resolved, and not configured,
 * is connected when the first call with a token comes: a provider that is away, or slow, is no reason for the door of the
 * webhooks to start late.
 */
@ApplicationScoped
class JournalTenant implements TenantConfigResolver {

    private static final String JOURNAL = "/api/journal";

    private final OidcTenantConfig journal;

    JournalTenant(AccessConfig config) {
        var tenant = OidcTenantConfig.builder().tenantId("journal").applicationType(ApplicationType.SERVICE)
                .connectionTimeout(config.patience())
                .token().audience(config.audience()).principalClaim("preferred_username").end()
                .roles().roleClaimPath("realm_access/roles").end();
        this.journal = config.publicKey().map(tenant::publicKey).orElseGet(() -> tenant.authServerUrl(config.issuer()))
                .build();
    }

    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext call, OidcRequestContext<OidcTenantConfig> context) {
        return call.normalizedPath().startsWith(JOURNAL)
                ? Uni.createFrom().item(journal)
                : Uni.createFrom().nullItem();
    }
}
