package dev.hilo.platform.access;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who asks.
 *
 * @param user the preferred user name, or the client's id for an integrator
 * @param roles none for somebody who signed in and was given nothing
 * @param teams the token's groups
 */
public record Caller(String user, Set<Role> roles, Set<String> teams) {

    public Caller {
        roles = Set.copyOf(roles);
        teams = Set.copyOf(teams);
    }

    /** Reads the names that an identity provider uses; roles that Hilo does not know mean nothing here. */
    public static Caller of(String user, Collection<String> roleNames, Collection<String> groups) {
        var roles = roleNames.stream().flatMap(name -> Role.named(name).stream()).collect(Collectors.toSet());
        // Keycloak writes a group as a path when "full group path" is on.
        var teams = groups.stream().map(group -> group.startsWith("/") ? group.substring(1) : group)
                .collect(Collectors.toSet());
        return new Caller(user, roles, teams);
    }

    /**
     * The one decision on who sees a number, used by REST, search, media, sockets and replay (design rule 8): managers
     * and admins see all; an agent sees the numbers of their teams; a number without a team is the managers' alone.
     */
    public boolean maySee(Collection<String> teamsOfNumber) {
        return isManager() || (roles.contains(Role.AGENT) && !Collections.disjoint(teams, teamsOfNumber));
    }

    /** Whether they may change numbers, campaigns and labels. */
    public boolean isManager() {
        return roles.contains(Role.MANAGER) || roles.contains(Role.ADMIN);
    }

    public boolean isAdmin() {
        return roles.contains(Role.ADMIN);
    }
}
